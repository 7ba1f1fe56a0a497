import { createResourceManager } from '../../../azure/resourceManager/resourceManager.ts';
import type { HubListing } from '../../../domain/resources/resourceManager.ts';
import { type Tier, tiers } from '../../../protocol/localHub.ts';
import type { LocalHubState, RunningLocalHub } from './localHub.ts';

type Running = Extract<LocalHubState, { kind: 'running' }>;

/** The policy with which local hubs are reached. */
const policy = 'iothubowner';

/** The hubs that the local resource manager has now, by name. Those that were known stay as they were. @throws ResourceError */
export async function localHubStock({ hubs, resources }: Running): Promise<ReadonlyMap<string, RunningLocalHub>> {
  const { management, subscriptionId } = resources;
  const listed = await createResourceManager(management).in(subscriptionId).hubs.list();
  const found = listed.map(async hub => [hub.name, hubs.get(hub.name) ?? (await running(hub, resources))] as const);
  return new Map((await Promise.all(found)).flatMap(([name, hub]) => (hub ? [[name, hub]] : [])));
}

/** Nothing for one that is still being made. */
async function running(listing: HubListing, resources: Running['resources']): Promise<RunningLocalHub | undefined> {
  const { hostName, sku, units } = listing;
  if (hostName === undefined) return undefined;

  const { management, subscriptionId } = resources;
  const policies = await createResourceManager(management).in(subscriptionId).hubs.policies(listing, hostName);
  const owner = policies.find(({ sharedAccessKeyName }) => sharedAccessKeyName === policy);
  return (
    owner && {
      connectionString: `HostName=${hostName};SharedAccessKeyName=${policy};SharedAccessKey=${owner.sharedAccessKey.reveal()}`,
      ca: management.ca ?? '',
      tier: tierOf(sku),
      units,
      resources: { ...resources, resourceGroup: listing.resourceGroup },
    }
  );
}

function tierOf(sku: string): Tier {
  return tiers.find(tier => tier.toLowerCase() === sku.toLowerCase()) ?? 'unlimited';
}
