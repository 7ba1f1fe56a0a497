import type { ResourcePlace } from './compute.ts';
import type { Operation } from './operation.ts';
import type { SubscriptionResources } from './resourceManager.ts';

/**
 * One of several things that are done one after the other. It is data, so that what is left outlives a window, and begun
 * twice it does no more than once: nobody knows whether a window that closed had begun it.
 */
export type OperationStep =
  | { readonly kind: 'deallocate' | 'generalize' | 'deleteMachine'; readonly machine: ResourcePlace }
  | {
      readonly kind: 'createImage';
      readonly machine: ResourcePlace;
      readonly image: ResourcePlace & { readonly label: string };
    }
  /** @param id of a network, or of a group of its rules. */
  | { readonly kind: 'deleteNetworkPart'; readonly id: string }
  | { readonly kind: 'setTags'; readonly group: string; readonly tags: Readonly<Record<string, string>> }
  /** Only an interface that has `from` gets `to`; each may be no address. */
  | { readonly kind: 'setAddress'; readonly interfaceId: string; readonly from?: string; readonly to?: string };

/**
 * Begins a step. @returns what goes on; nothing if it is done with this.
 * @throws as `ResourceManager`
 */
async function beginStep(
  { machines, images, network, groups }: SubscriptionResources,
  step: OperationStep,
  signal?: AbortSignal,
): Promise<Operation | undefined> {
  switch (step.kind) {
    case 'deallocate':
      return machines.act(step.machine, 'deallocate', signal);
    case 'generalize': {
      const { isGeneralized } = await machines.get(step.machine, signal);
      if (!isGeneralized) await machines.generalize(step.machine, signal);
      return undefined;
    }
    case 'createImage':
      return images.createOfMachine(await machines.get(step.machine, signal), step.image, signal);
    case 'deleteMachine':
      return machines.delete(step.machine, signal);
    case 'deleteNetworkPart':
      return network.delete(step.id, signal);
    case 'setTags':
      await groups.setTags(step.group, step.tags, signal);
      return undefined;
    case 'setAddress': {
      const nic = await network.interface(step.interfaceId, signal);
      const isAsPlanned = nic.addressId?.toLowerCase() === step.from?.toLowerCase();
      return isAsPlanned ? network.setAddress(nic, step.to, signal) : undefined;
    }
  }
}

/** Steps of which the first was begun. */
export interface BegunSteps {
  /** What goes on of the first that is left; nothing if that is not begun yet. */
  readonly operation?: Operation | undefined;
  readonly left: readonly OperationStep[];
}

/** Begins the first of several steps. @throws as `ResourceManager`, and then nothing was done. */
export async function beginSteps(
  resources: SubscriptionResources,
  steps: readonly OperationStep[],
  signal?: AbortSignal,
): Promise<BegunSteps> {
  const [first, ...next] = steps;
  const operation = first && (await beginStep(resources, first, signal));
  return operation ? { operation, left: steps } : { left: next };
}

/**
 * Does step after step. What fails ends it: the steps before it stay done.
 * @param keep hears how far it came, before anything more is begun.
 * @throws as {@link Operation.ended}
 */
export async function takeSteps(
  resources: SubscriptionResources,
  { operation: begun, left }: BegunSteps,
  keep: (steps: BegunSteps) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  for (const [index, step] of left.entries()) {
    const known = index === 0 ? begun : undefined;
    const operation = known ?? (await beginStep(resources, step, signal));
    if (operation !== known) await keep({ operation, left: left.slice(index) });
    await operation?.ended(signal);
    await keep({ left: left.slice(index + 1) });
  }
}
