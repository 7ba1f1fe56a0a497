import type * as z from 'zod/mini';
import type {
  Region,
  ResourceManager,
  Subscription,
  SubscriptionResources,
  Tenant,
} from '../../domain/resources/resourceManager.ts';
import type { ManagementEndpoint } from '../endpoint.ts';
import { ArmCalls } from './armCalls.ts';
import { providerAnswer, regionAnswer, subscriptionAnswer, tenantAnswer } from './armSchemas.ts';
import { deploymentResources } from './deployments.ts';
import { groupResources } from './groups.ts';
import { hubResources } from './hubs.ts';
import { machineResources } from './machines.ts';
import { networkResources } from './networkParts.ts';
import { ownImages } from './ownImages.ts';
import { platformImages } from './platformImages.ts';
import { provisioningResources } from './provisioningServices.ts';
import { storageResources } from './storage.ts';

const subscriptionsApi = '2022-12-01';
const providersApi = '2025-04-01';

/** The resource manager at `endpoint`. Opens no connection before the first call. */
export function createResourceManager(endpoint: ManagementEndpoint): ResourceManager {
  const calls = new ArmCalls(endpoint);

  return {
    address: endpoint.address,
    async tenants(signal) {
      const answers = await calls.list(tenantAnswer, { path: '/tenants', apiVersion: subscriptionsApi, signal });
      return answers.map(toTenant);
    },
    async subscriptions(signal) {
      const call = { path: '/subscriptions', apiVersion: subscriptionsApi, signal };
      const answers = await calls.list(subscriptionAnswer, call);
      return answers.filter(({ state }) => state !== 'Deleted').map(toSubscription);
    },
    in: subscriptionId => subscriptionResources(calls, subscriptionId),
    resume: ticket => calls.resume(ticket),
  };
}

function subscriptionResources(calls: ArmCalls, subscriptionId: string): SubscriptionResources {
  const path = `/subscriptions/${subscriptionId}`;
  const regions = async (signal?: AbortSignal): Promise<readonly Region[]> => {
    const answers = await calls.list(regionAnswer, { path: `${path}/locations`, apiVersion: subscriptionsApi, signal });
    return answers.filter(isPlace).map(({ name, displayName }) => ({ name, displayName }));
  };

  /** Those in which a type of a provider can be made. */
  const regionsOf = async (provider: string, type: string, signal?: AbortSignal): Promise<readonly Region[]> => {
    const call = { path: `${path}/providers/${provider}`, apiVersion: providersApi, signal };
    const { resourceTypes } = await calls.get(providerAnswer, call);
    const found = resourceTypes.find(({ resourceType }) => resourceType.toLowerCase() === type.toLowerCase());
    const names = new Set(found?.locations.map(comparable));
    return (await regions(signal)).filter(region => names.has(comparable(region.displayName)));
  };

  return {
    subscriptionId,
    regions,
    hubRegions: signal => regionsOf('Microsoft.Devices', 'IotHubs', signal),
    storageRegions: signal => regionsOf('Microsoft.Storage', 'storageAccounts', signal),
    provisioningRegions: signal => regionsOf('Microsoft.Devices', 'provisioningServices', signal),
    hubs: hubResources(calls, path),
    provisioningServices: provisioningResources(calls, path),
    groups: groupResources(calls, path),
    deployments: deploymentResources(calls, path),
    platformImages: platformImages(calls, path),
    images: ownImages(calls, path),
    machines: machineResources(calls, path),
    network: networkResources(calls),
    storage: storageResources(calls, path),
  };
}

function toTenant({ tenantId, displayName, defaultDomain }: z.infer<typeof tenantAnswer>): Tenant {
  return { tenantId, displayName: displayName || defaultDomain || tenantId };
}

function toSubscription({ subscriptionId, displayName }: z.infer<typeof subscriptionAnswer>): Subscription {
  return { subscriptionId, displayName: displayName || subscriptionId };
}

/** `Europe` is a logical region, in which nothing can be made. */
function isPlace({ metadata }: z.infer<typeof regionAnswer>): boolean {
  return metadata?.regionType?.toLowerCase() !== 'logical';
}

/** Providers name regions as people do. */
function comparable(region: string): string {
  return region.replaceAll(' ', '').toLowerCase();
}
