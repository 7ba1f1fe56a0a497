import { randomUUID } from 'node:crypto';
import { computeVersions } from '../apiVersions.ts';
import { ArmFault } from '../armFault.ts';
import type { ArmContext } from '../armRequest.ts';
import {
  findRecordById,
  putRecord,
  type RecordRequest,
  recordResource,
  type ResourceRecord,
} from '../recordResource.ts';
import { resourceId } from '../resourceIds.ts';
import type { ResourceType } from '../resourceType.ts';
import { isObject } from '../template/values.ts';
import { computeTypes } from './computeTypes.ts';
import { putSystemDisk } from './disks.ts';
import { checkNetwork, joinNetwork, leaveNetwork } from './machineNetwork.ts';
import { goesWithMachine, networkProfile, readMachine, withoutSecrets } from './machineRequest.ts';
import { instanceView, machineState, type MachineState } from './machineState.ts';

/** Virtual machines: records with the life of one. Nothing runs. */
export const machineResource: ResourceType = {
  ...recordResource({
    type: computeTypes.machine,
    versions: computeVersions,
    creation: 'asyncOperation',
    deletion: 'asyncOperation',
    read,
    show: (_, record) => ({
      vmId: machineState(record).vmId,
      timeCreated: new Date(record.createdMs).toISOString(),
    }),
    made,
    removed,
  }),
  expand: (arm, place) => {
    const machine = findRecordById(arm, resourceId(arm, place.group, computeTypes.machine, place.name));
    return machine ? { instanceView: instanceView(machine) } : {};
  },
};

function read({ arm, place, properties, known }: RecordRequest): Pick<ResourceRecord, 'properties' | 'state'> {
  const { instanceView: _view, vmId: _id, timeCreated: _time, ...given } = properties;
  if (known) return { properties: changed(known, given), state: known.state };

  const { asked, image } = readMachine(arm, given);
  const id = resourceId(arm, place.group, computeTypes.machine, place.name);
  checkNetwork(arm, place, id, asked.networkProfile);
  const { storageProfile } = asked;
  const diskName = storageProfile.osDisk?.name ?? `${place.name}_OsDisk`;
  const state: MachineState = {
    vmId: randomUUID(),
    power: 'running',
    isGeneralized: false,
    osType: image.osType,
    osDiskId: resourceId(arm, place.group, computeTypes.disk, diskName),
    powerMs: arm.now(),
  };
  const { exactVersion } = image;
  const imageReference = { ...storageProfile.imageReference, ...(exactVersion === undefined ? {} : { exactVersion }) };
  const osDisk = { createOption: 'FromImage', ...storageProfile.osDisk, name: diskName, osType: image.osType };
  return {
    properties: {
      ...withoutSecrets(asked),
      storageProfile: { dataDisks: [], ...storageProfile, imageReference, osDisk },
    },
    state,
  };
}

/** Of a machine that there is, its size may change, and what is not of its making. */
function changed({ properties }: ResourceRecord, given: Readonly<Record<string, unknown>>) {
  const { osProfile: _osProfile, userData: _userData, ...asked } = given;
  const { storageProfile, networkProfile } = properties;
  return { ...properties, ...asked, storageProfile, networkProfile };
}

function made(arm: ArmContext, record: ResourceRecord): void {
  const networkInterfaces = joinNetwork(arm, record, networkProfile.parse(record.properties['networkProfile']));
  const { osType, osDiskId } = machineState(record);
  const diskName = osDiskId.split('/').at(-1) ?? '';
  putSystemDisk(arm, record, diskName, osType);
  const storageProfile = Object(record.properties['storageProfile']) as Readonly<Record<string, unknown>>;
  const osDisk = {
    ...Object(storageProfile['osDisk']),
    managedDisk: { ...managedDiskOf(storageProfile), id: osDiskId },
  };
  const properties = {
    ...record.properties,
    networkProfile: { networkInterfaces },
    storageProfile: { ...storageProfile, osDisk },
  };
  putRecord(arm, { ...record, properties });
}

function managedDiskOf({ osDisk }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return isObject(osDisk) && isObject(osDisk['managedDisk']) ? osDisk['managedDisk'] : {};
}

/** Its disk goes too or is free again, as it was asked for. */
function removed(arm: ArmContext, record: ResourceRecord): void {
  leaveNetwork(arm, record);
  const { osDiskId } = machineState(record);
  const disk = findRecordById(arm, osDiskId);
  const { storageProfile } = record.properties;
  if (!disk) return;
  if (isObject(storageProfile) && goesWithMachine(storageProfile['osDisk'])) arm.resources.remove(osDiskId);
  else putRecord(arm, { ...disk, state: {} });
}

/** Changes the power of a machine, or what it is. @throws ArmFault OperationNotAllowed */
export function changeMachine(arm: ArmContext, machine: ResourceRecord, action: MachineAction): void {
  const state = machineState(machine);
  const next = { ...state, ...actions[action](machine, state) };
  putRecord(arm, { ...machine, state: { ...next, powerMs: next.power === state.power ? state.powerMs : arm.now() } });
}

export type MachineAction = 'start' | 'restart' | 'powerOff' | 'deallocate' | 'generalize';

const actions: Readonly<
  Record<MachineAction, (machine: ResourceRecord, state: MachineState) => Partial<MachineState>>
> = {
  start: (machine, state) => {
    checkUsable(machine, state, 'start');
    return { power: 'running' };
  },
  restart: (machine, state) => {
    checkUsable(machine, state, 'restart');
    if (state.power !== 'running')
      throw notAllowed(`Cannot restart the VM '${machine.name}': it is ${state.power}. Start it.`);
    return {};
  },
  powerOff: (_, { power }) => ({ power: power === 'running' ? 'stopped' : power }),
  deallocate: () => ({ power: 'deallocated' }),
  generalize: (machine, { power }) => {
    if (power === 'running') {
      throw notAllowed(
        `The VM '${machine.name}' is running: it has to be stopped or deallocated before it is generalized.`,
      );
    }
    return { isGeneralized: true };
  },
};

function checkUsable({ name }: ResourceRecord, { isGeneralized }: MachineState, action: string): void {
  if (isGeneralized)
    throw notAllowed(`Operation '${action}' is not allowed on VM '${name}' since the VM is generalized.`);
}

function notAllowed(message: string): ArmFault {
  return new ArmFault(409, 'OperationNotAllowed', message);
}
