import type { ServiceResponse } from '../protocols/https/router.ts';
import { anyVersion } from './apiVersions.ts';
import { ArmFault } from './armFault.ts';
import { type ArmContext, type ArmRequest, type ArmRoute, named, routesOf } from './armRequest.ts';
import { locations } from './locations.ts';
import { pageOf } from './pages.ts';
import { sameName } from './resourceIds.ts';

const path = '/subscriptions/:subscriptionId/providers';

/** What can be made here where: the namespaces of the types of resources. All are registered. */
export const providerRoutes: readonly ArmRoute[] = routesOf(anyVersion, [
  { method: 'GET', path, answer: list },
  { method: 'GET', path: `${path}/:provider`, answer: get },
  { method: 'POST', path: `${path}/:provider/register`, answer: get },
]);

const displayNames = locations.map(({ displayName }) => displayName);
/** Of what is no resource of a group. */
const groupType = { type: 'Microsoft.Resources/resourceGroups', apiVersions: ['2025-04-01'] } as const;

function list(request: ArmRequest): ServiceResponse {
  return pageOf(request, providers(request.arm));
}

function get(request: ArmRequest): ServiceResponse {
  const namespace = named(request, 'provider');
  const provider = providers(request.arm).find(known => sameName(known.namespace, namespace));
  if (provider) return { body: provider };

  throw new ArmFault(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
}

function providers({ subscriptionId, types }: ArmContext) {
  const served = [groupType, ...types.map(({ type, versions }) => ({ type, apiVersions: [versions.newest] }))];
  const namespaces = Map.groupBy(served, ({ type }) => type.split('/', 1)[0] ?? '');

  return [...namespaces].map(([namespace, members]) => ({
    id: `/subscriptions/${subscriptionId}/providers/${namespace}`,
    namespace,
    registrationState: 'Registered',
    registrationPolicy: 'RegistrationRequired',
    resourceTypes: members.map(({ type, apiVersions }) => ({
      resourceType: type.slice(namespace.length + 1),
      apiVersions,
      defaultApiVersion: apiVersions[0],
      locations: displayNames,
      capabilities: 'SupportsTags, SupportsLocation',
    })),
  }));
}
