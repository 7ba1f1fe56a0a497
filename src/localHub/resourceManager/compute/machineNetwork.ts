import { ArmFault } from '../armFault.ts';
import type { ArmContext } from '../armRequest.ts';
import { checkReference, networkTypes } from '../network/references.ts';
import { findRecordById, putRecord, recordId, type ResourceRecord } from '../recordResource.ts';
import { resourceId, sameName } from '../resourceIds.ts';
import type { Place } from '../resourceType.ts';
import { isObject } from '../template/values.ts';
import { goesWithMachine, type InterfaceConfiguration, type NetworkProfile } from './machineRequest.ts';

/** @throws ArmFault if an interface, a subnet or a security group is not there, or an interface is another machine's. */
export function checkNetwork(
  arm: ArmContext,
  { group, name }: Place,
  machineId: string,
  profile: NetworkProfile,
): void {
  for (const { id } of profile.networkInterfaces ?? []) {
    checkReference(arm, id, name);
    const owner = findRecordById(arm, id)?.state['virtualMachine'];
    if (typeof owner !== 'string' || sameName(owner, machineId)) continue;
    throw new ArmFault(
      409,
      'NetworkInterfaceInUse',
      `The network interface ${id} is used by the machine ${owner} already.`,
    );
  }
  for (const configuration of profile.networkInterfaceConfigurations ?? []) {
    const { networkSecurityGroup, ipConfigurations } = configuration.properties;
    const used = [networkSecurityGroup, ...ipConfigurations.map(({ properties }) => properties.subnet)];
    for (const each of used) if (each) checkReference(arm, each.id, name);
    const id = resourceId(arm, group, networkTypes.interface, configuration.name);
    if (findRecordById(arm, id)) throw new ArmFault(409, 'Conflict', `The network interface ${id} exists already.`);
  }
}

/** Makes the interfaces and addresses that a machine asked for, and joins all its interfaces to it. @returns their references. */
export function joinNetwork(arm: ArmContext, machine: ResourceRecord, profile: NetworkProfile) {
  const made = (profile.networkInterfaceConfigurations ?? []).map(configuration =>
    makeInterface(arm, machine, configuration),
  );
  const interfaces = [...(profile.networkInterfaces ?? []), ...made];
  for (const { id } of interfaces) setMachine(arm, id, recordId(arm, machine));
  return interfaces;
}

/** Parts a machine from its interfaces, and removes those that go with it, with their addresses. */
export function leaveNetwork(arm: ArmContext, { properties }: ResourceRecord): void {
  const profile = properties['networkProfile'];
  const interfaces =
    isObject(profile) && Array.isArray(profile['networkInterfaces']) ? profile['networkInterfaces'] : [];
  for (const used of interfaces as readonly unknown[]) {
    const id = isObject(used) ? String(used['id']) : '';
    if (goesWithMachine(used)) removeInterface(arm, id);
    else setMachine(arm, id, undefined);
  }
}

function makeInterface(arm: ArmContext, machine: ResourceRecord, { name, properties }: InterfaceConfiguration) {
  const { networkSecurityGroup, ipConfigurations, deleteOption } = properties;
  const record = recordBeside(machine, networkTypes.interface, name, arm.now(), {
    ...(networkSecurityGroup ? { networkSecurityGroup } : {}),
    ipConfigurations: ipConfigurations.map(configuration => ({
      name: configuration.name,
      properties: {
        subnet: configuration.properties.subnet,
        privateIPAllocationMethod: 'Dynamic',
        ...makeAddress(arm, machine, configuration.properties.publicIPAddressConfiguration),
      },
    })),
  });
  putRecord(arm, record);
  return { id: recordId(arm, record), properties: { primary: true, ...(deleteOption ? { deleteOption } : {}) } };
}

type AddressConfiguration =
  InterfaceConfiguration['properties']['ipConfigurations'][number]['properties']['publicIPAddressConfiguration'];

function makeAddress(arm: ArmContext, machine: ResourceRecord, configuration: AddressConfiguration) {
  if (!configuration) return {};

  const { deleteOption, ...properties } = configuration.properties ?? {};
  const defaults = { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' };
  const record = recordBeside(machine, networkTypes.publicAddress, configuration.name, arm.now(), {
    ...defaults,
    ...properties,
  });
  putRecord(arm, record);
  return { publicIPAddress: { id: recordId(arm, record), ...(deleteOption ? { properties: { deleteOption } } : {}) } };
}

function recordBeside(
  { group, location }: ResourceRecord,
  type: string,
  name: string,
  createdMs: number,
  properties: ResourceRecord['properties'],
): ResourceRecord {
  return { type, group, name, location, tags: {}, properties, state: {}, createdMs };
}

function setMachine(arm: ArmContext, interfaceId: string, machineId: string | undefined): void {
  const record = findRecordById(arm, interfaceId);
  if (record) putRecord(arm, { ...record, state: machineId === undefined ? {} : { virtualMachine: machineId } });
}

function removeInterface(arm: ArmContext, id: string): void {
  const configurations = findRecordById(arm, id)?.properties['ipConfigurations'];
  for (const configuration of Array.isArray(configurations) ? (configurations as readonly unknown[]) : []) {
    const address =
      isObject(configuration) &&
      isObject(configuration['properties']) &&
      configuration['properties']['publicIPAddress'];
    if (isObject(address) && goesWithMachine(address)) arm.resources.remove(String(address['id']));
  }
  arm.resources.remove(id);
}
