import { createResourceManager } from '../../../azure/resourceManager/resourceManager.ts';
import { printHubConnectionString } from '../../../domain/printHubConnectionString.ts';
import type { AccessPolicyKeys } from '../../../domain/resources/accessPolicyKeys.ts';
import type {
  HubListing,
  ProvisioningListing,
  SubscriptionResources,
} from '../../../domain/resources/resourceManager.ts';
import { type Tier, tiers } from '../../../protocol/localHub.ts';
import type { LocalResources, RunningLocalHub, RunningLocalProvisioning } from './localHub.ts';
import type { RunningState } from './localService.ts';

/** The policies with which local hubs and provisioning services are reached. */
const hubOwner = 'iothubowner';
const provisioningOwner = 'provisioningserviceowner';

/** The hubs and provisioning services of the local hub, by name. */
export type LocalStock = Pick<RunningState, 'hubs' | 'provisioning'>;

/** Those that the local resource manager has now. Those that were known stay as they were. @throws ResourceError */
export async function localStock(running: RunningState): Promise<LocalStock> {
  const { management, subscriptionId } = running.resources;
  const resources = createResourceManager(management).in(subscriptionId);
  const hubs = await stockOf(await resources.hubs.list(), running.hubs, listing => hubOf(listing, running, resources));
  const services = await resources.provisioningServices.list();
  const latenciesMs = latenciesByHost(hubs, running.latenciesMs);
  const provisioning = await stockOf(services, running.provisioning, async listing => {
    const service = await serviceOf(listing, running, resources);
    return service && { ...service, latenciesMs };
  });
  return { hubs, provisioning };
}

/** Those that are still being made are not among them. */
async function stockOf<
  Listing extends HubListing | ProvisioningListing,
  Part extends { readonly resources: LocalResources },
>(
  listings: readonly Listing[],
  known: ReadonlyMap<string, Part>,
  make: (listing: Listing) => Promise<Part | undefined>,
): Promise<ReadonlyMap<string, Part>> {
  const parts = listings.map(async listing => {
    const before = known.get(listing.name);
    const isSame = before?.resources.resourceGroup === listing.resourceGroup;
    return [listing.name, isSame ? before : await make(listing)] as const;
  });
  return new Map((await Promise.all(parts)).flatMap(([name, part]) => (part ? [[name, part]] : [])));
}

async function hubOf(
  listing: HubListing,
  { resources: local }: RunningState,
  { hubs }: SubscriptionResources,
): Promise<RunningLocalHub | undefined> {
  const { hostName, sku, units, resourceGroup } = listing;
  const connectionString = hostName && ownerString(await hubs.policies(listing, hostName), hubOwner);
  if (!connectionString) return undefined;

  return { ...reached(connectionString, local, resourceGroup), tier: tierOf(sku), units };
}

async function serviceOf(
  listing: ProvisioningListing,
  { resources: local }: RunningState,
  { provisioningServices }: SubscriptionResources,
): Promise<Omit<RunningLocalProvisioning, 'latenciesMs'> | undefined> {
  const { hostName, idScope, resourceGroup } = listing;
  const connectionString =
    hostName && ownerString(await provisioningServices.policies(listing, hostName), provisioningOwner);
  if (!connectionString || idScope === undefined) return undefined;

  return { ...reached(connectionString, local, resourceGroup), idScope };
}

function reached(connectionString: string, resources: LocalResources, resourceGroup: string) {
  return { connectionString, ca: resources.management.ca ?? '', resources: { ...resources, resourceGroup } };
}

function ownerString(policies: readonly AccessPolicyKeys[], name: string): string | undefined {
  const owner = policies.find(({ sharedAccessKeyName }) => sharedAccessKeyName === name);
  return owner && printHubConnectionString(owner).reveal();
}

/** @param byName those with which the process was started. */
function latenciesByHost(
  hubs: LocalStock['hubs'],
  byName: RunningState['latenciesMs'],
): RunningLocalProvisioning['latenciesMs'] {
  const entries = [...hubs].map(([name, { connectionString }]) => {
    const hostName = /^HostName=(?<hostName>[^;]+)/.exec(connectionString)?.groups?.['hostName'] ?? '';
    return [hostName.toLowerCase(), byName.get(name)] as const;
  });
  return new Map(entries.flatMap(([hostName, ms]) => (ms === undefined ? [] : [[hostName, ms]])));
}

function tierOf(sku: string): Tier {
  return tiers.find(tier => tier.toLowerCase() === sku.toLowerCase()) ?? 'unlimited';
}
