import { parseResourceId } from '../../../domain/resources/resourceId.ts';
import type { ServicePlace, SubscriptionResources } from '../../../domain/resources/resourceManager.ts';
import { AzureProvisioningService } from '../azure/azureProvisioningService.ts';
import { localScope, managerOf, type Origin, type ResourceScope } from '../azure/resourceScope.ts';
import type { Services } from '../services.ts';
import type { ProvisioningService } from './provisioningService.ts';

/** Where a provisioning service stands among the resources of a subscription. */
export interface PlacedService {
  readonly origin: Origin;
  readonly resources: SubscriptionResources;
  readonly place: ServicePlace;
}

/**
 * The place of a service that has a resource manager; nothing if it is not there any more.
 * @throws HubError, SignInError, ResourceError
 */
export async function placeOf(
  services: Pick<Services, 'localHub' | 'azureAccounts'>,
  service: ProvisioningService,
  signal: AbortSignal,
): Promise<PlacedService | undefined> {
  if (service instanceof AzureProvisioningService) {
    const place = parseResourceId(service.record.resourceId);
    const { origin } = service;
    return place && { origin, place, resources: (await managerOf(origin, services)).in(place.subscriptionId) };
  }
  const scope = localScope(services.localHub);
  const listed = await scope?.resources.provisioningServices.list(signal);
  const place = listed?.find(({ name }) => name === service.name);
  return scope && place && { origin: scope.origin, place, resources: scope.resources };
}

/** The subscriptions whose hubs a service can work with: of Azure those that a person sees, of this machine its own. */
export async function scopesFor(
  { localHub, azureSubscriptions }: Pick<Services, 'localHub' | 'azureSubscriptions'>,
  service: ProvisioningService,
  signal: AbortSignal,
): Promise<readonly ResourceScope[]> {
  if (service.kind === 'azure') return azureSubscriptions.shown(signal);

  const local = localScope(localHub);
  return local ? [local] : [];
}
