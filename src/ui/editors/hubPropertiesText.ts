import { ResourceError } from '../../domain/resourceError.ts';
import { parseResourceId } from '../../domain/resources/resourceId.ts';
import { withoutKeys } from '../../domain/resources/withoutKeys.ts';
import type { AzureHub } from '../support/azure/azureHub.ts';
import { managerOf } from '../support/azure/resourceScope.ts';
import { hubResourceOf } from '../support/hub/hubResourceOf.ts';

export type ManagerParts = Parameters<typeof managerOf>[1];

/**
 * A hub of Azure as its resource manager shows it, in JSON: tier and units, endpoints and routes, how the endpoints are,
 * and what it used of its quotas. Without keys.
 * @throws ResourceError, SignInError; AbortError if `signal` says so.
 */
export async function hubPropertiesText(hub: AzureHub, parts: ManagerParts, signal?: AbortSignal): Promise<string> {
  const place = parseResourceId(hub.record.resourceId);
  if (!place) throw new ResourceError({ kind: 'notFound', detail: hub.name });

  const { hubs } = (await managerOf(hub.origin, parts)).in(place.subscriptionId);
  const [{ document }, endpointHealth, { metrics: quotas }] = await Promise.all([
    hubs.get(place, signal),
    hubs.endpointHealth(place, signal),
    hubResourceOf(hub).then(resource => resource.usage(signal)),
  ]);
  return `${JSON.stringify(withoutKeys({ ...document, endpointHealth, quotas }), undefined, 2)}\n`;
}
