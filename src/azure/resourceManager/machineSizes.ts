import type * as z from 'zod/mini';
import type { Architecture, MachineSize } from '../../domain/resources/compute.ts';
import type { ArmCalls } from './armCalls.ts';
import { skuAnswer } from './computeSchemas.ts';

const apiVersion = '2021-07-01';

/** The sizes that nothing restricts in a region: Microsoft Learn, "Resource Skus - List". @param subscription `/subscriptions/…` */
export async function machineSizes(
  calls: ArmCalls,
  subscription: string,
  location: string,
  signal?: AbortSignal,
): Promise<readonly MachineSize[]> {
  const path = `${subscription}/providers/Microsoft.Compute/skus`;
  const query = { $filter: `location eq '${location}'` };
  const skus = await calls.list(skuAnswer, { path, apiVersion, query, signal });
  return skus.filter(isAllowed).map(toSize).toSorted(smallestFirst);
}

/** The words that the resource manager has for it; machines of old had but one. */
export function architectureOf(text: string | null | undefined): Architecture {
  return text === 'Arm64' ? 'Arm64' : 'x64';
}

/** A restriction to zones leaves the region itself. */
function isAllowed({ resourceType, restrictions }: z.infer<typeof skuAnswer>): boolean {
  return resourceType === 'virtualMachines' && !restrictions?.some(({ type }) => type === 'Location');
}

function toSize({ name, capabilities }: z.infer<typeof skuAnswer>): MachineSize {
  const values = new Map(capabilities?.map(each => [each.name, each.value]));
  return {
    name,
    cores: Number(values.get('vCPUs') ?? 0),
    memoryGB: Number(values.get('MemoryGB') ?? 0),
    architecture: architectureOf(values.get('CpuArchitectureType')),
  };
}

function smallestFirst(one: MachineSize, other: MachineSize): number {
  return one.cores - other.cores || one.memoryGB - other.memoryGB || one.name.localeCompare(other.name);
}
