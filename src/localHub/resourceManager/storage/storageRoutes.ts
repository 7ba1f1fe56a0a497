import { locations } from '../locations.ts';
import { storageVersions } from '../apiVersions.ts';
import { type ArmRoute, routesOf } from '../armRequest.ts';
import { checkName } from '../nameRule.ts';
import { storageSkus } from '../../../domain/resources/storageResources.ts';
import { accountKinds } from './accountKinds.ts';
import { accountNames } from './storageAccounts.ts';

const provider = '/subscriptions/:subscriptionId/providers/Microsoft.Storage';

/** What is asked of storage that is no resource: whether a name is free, and what accounts there can be. */
export const storageRoutes: readonly ArmRoute[] = routesOf(storageVersions, [
  {
    method: 'POST',
    path: `${provider}/checkNameAvailability`,
    answer: request => checkName(request, accountNames),
  },
  { method: 'GET', path: `${provider}/skus`, answer: () => ({ body: { value: skus() } }) },
]);

function skus() {
  return accountKinds.flatMap(kind =>
    storageSkus.map(name => ({
      resourceType: 'storageAccounts',
      name,
      tier: name.split('_', 1)[0],
      kind,
      locations: locations.map(location => location.name),
      capabilities: [],
      restrictions: [],
    })),
  );
}
