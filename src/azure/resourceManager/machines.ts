import * as z from 'zod/mini';
import type { Machine, MachineResources, ResourcePlace } from '../../domain/resources/compute.ts';
import { parseResourceId } from '../../domain/resources/resourceId.ts';
import { mapConcurrently } from '../../domain/mapConcurrently.ts';
import { present } from '../iotHub/wire.ts';
import type { ArmCalls } from './armCalls.ts';
import { machineAnswer } from './computeSchemas.ts';
import { machineSizes } from './machineSizes.ts';
import { computeApi as apiVersion } from './platformImages.ts';

/** Lists do not tell whether machines run: each is asked. */
const askedAtOnce = 8;

/** Virtual machines. @param subscription `/subscriptions/…` */
export function machineResources(calls: ArmCalls, subscription: string): MachineResources {
  const listPath = (group: string) =>
    `${subscription}/resourceGroups/${encodeURIComponent(group)}/providers/Microsoft.Compute/virtualMachines`;
  const pathOf = ({ resourceGroup, name }: ResourcePlace) => `${listPath(resourceGroup)}/${encodeURIComponent(name)}`;
  const get = async (machine: ResourcePlace, signal?: AbortSignal) => {
    const query = { $expand: 'instanceView' };
    return toMachine(await calls.get(machineAnswer, { path: pathOf(machine), apiVersion, query, signal }));
  };

  return {
    async list(resourceGroup, signal) {
      const answers = await calls.list(machineAnswer, { path: listPath(resourceGroup), apiVersion, signal });
      return mapConcurrently(answers, askedAtOnce, ({ name }) => get({ resourceGroup, name }, signal));
    },
    get,
    sizes: (location, signal) => machineSizes(calls, subscription, location, signal),
    act: (machine, action, signal) => calls.begin('POST', { path: `${pathOf(machine)}/${action}`, apiVersion, signal }),
    async generalize(machine, signal) {
      await calls.post(z.unknown(), { path: `${pathOf(machine)}/generalize`, apiVersion, signal });
    },
    delete: (machine, signal) => calls.begin('DELETE', { path: pathOf(machine), apiVersion, signal }),
  };
}

function toMachine({ id, name, location, properties }: z.infer<typeof machineAnswer>): Machine {
  const { provisioningState, hardwareProfile, storageProfile, networkProfile, instanceView } = properties;
  const codes = (instanceView?.statuses ?? []).map(({ code }) => code);
  const power = codes.find(code => code.startsWith('PowerState/'));
  const disk = storageProfile?.osDisk;
  const parts = [
    { id: disk?.managedDisk?.id ?? '', deleteOption: disk?.deleteOption },
    ...(networkProfile?.networkInterfaces ?? []).map(nic => ({
      id: nic.id,
      deleteOption: nic.properties?.deleteOption,
    })),
  ].filter(part => part.id !== '');
  return {
    id,
    name,
    resourceGroup: parseResourceId(id)?.resourceGroup ?? '',
    location,
    size: hardwareProfile?.vmSize ?? '',
    osType: disk?.osType ?? 'Linux',
    power: power?.slice('PowerState/'.length) ?? '',
    isGeneralized: codes.some(code => code.toLowerCase() === 'osstate/generalized'),
    state: provisioningState ?? '',
    partIds: parts.map(part => part.id),
    dyingPartIds: parts.filter(part => part.deleteOption === 'Delete').map(part => part.id),
    ...present({ hyperVGeneration: instanceView?.hyperVGeneration }),
  };
}
