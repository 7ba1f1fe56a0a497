import type { NetworkInterface } from './network.ts';
import type { OperationStep } from './operationStep.ts';
import type { ResourceGroup, SubscriptionResources } from './resourceManager.ts';

/** A deployment that is to change places with another: its resource group, with what the world reaches it by. */
export interface SwapSide {
  readonly group: ResourceGroup;
  /** Those that have a public address, in the order of their names, which pairs them with those of the other side. */
  readonly reachable: readonly NetworkInterface[];
}

/** Two interfaces, one of each side, whose public addresses change places. */
export interface AddressSwap {
  readonly production: NetworkInterface;
  readonly staging: NetworkInterface;
}

export interface SwapPlan {
  readonly production: ResourceGroup;
  readonly staging: ResourceGroup;
  readonly addresses: readonly AddressSwap[];
  /** Those without a partner on the other side: they keep what they have. */
  readonly alone: readonly NetworkInterface[];
}

const interfaceType = 'microsoft.network/networkinterfaces';

/** What a resource group is in a swap. */
export async function swapSide(
  { groups, network }: Pick<SubscriptionResources, 'groups' | 'network'>,
  name: string,
  signal?: AbortSignal,
): Promise<SwapSide> {
  const resources = await groups.resourcesIn(name, signal);
  const found = resources.filter(({ type }) => type.toLowerCase() === interfaceType);
  const interfaces = await Promise.all(found.map(({ id }) => network.interface(id, signal)));
  return {
    group: await groups.get(name, signal),
    reachable: interfaces
      .filter(({ addressId }) => addressId !== undefined)
      .toSorted((one, other) => one.id.localeCompare(other.id)),
  };
}

/** Pairs what changes places. An address stays in its region, so that groups of two regions change only their tags. */
export function planSwap(production: SwapSide, staging: SwapSide): SwapPlan {
  const both = [...production.reachable, ...staging.reachable];
  const groups = { production: production.group, staging: staging.group };
  if (production.group.location !== staging.group.location) return { ...groups, addresses: [], alone: both };

  const addresses = production.reachable.flatMap((ofProduction, index) => {
    const ofStaging = staging.reachable[index];
    return ofStaging ? [{ production: ofProduction, staging: ofStaging }] : [];
  });
  const paired = new Set(addresses.flatMap(pair => [pair.production, pair.staging]));
  return { ...groups, addresses, alone: both.filter(one => !paired.has(one)) };
}

/**
 * Exchanges the tags, then the addresses, pair after pair. The resource manager has no call for it: what fails in the
 * middle stays as it is then.
 */
export function swapSteps({ production, staging, addresses }: SwapPlan): readonly OperationStep[] {
  return [
    { kind: 'setTags', group: production.name, tags: staging.tags },
    { kind: 'setTags', group: staging.name, tags: production.tags },
    // An address is at one interface at a time: the first one has none for a moment.
    ...addresses.flatMap(pair => [
      setAddress(pair.production, pair.production.addressId, undefined),
      setAddress(pair.staging, pair.staging.addressId, pair.production.addressId),
      setAddress(pair.production, undefined, pair.staging.addressId),
    ]),
  ];
}

function setAddress({ id }: NetworkInterface, from: string | undefined, to: string | undefined): OperationStep {
  return {
    kind: 'setAddress',
    interfaceId: id,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
