import type { ServiceResponse } from '../protocols/https/router.ts';
import { anyVersion } from './apiVersions.ts';
import { type ArmContext, type ArmRequest, type ArmRoute, named, routesOf } from './armRequest.ts';
import { hubDocument } from './hubDocument.ts';
import { provisioningDocument } from './provisioningDocument.ts';
import { groupOf } from './resourceGroups.ts';
import { groupId } from './resourceIds.ts';

const subscription = '/subscriptions/:subscriptionId';

/** What there is, whatever its type. */
export const resourceRoutes: readonly ArmRoute[] = routesOf(anyVersion, [
  { method: 'GET', path: `${subscription}/resources`, answer: ({ arm }) => ({ body: { value: all(arm) } }) },
  { method: 'GET', path: `${subscription}/resourceGroups/:group/resources`, answer: listOfGroup },
]);

function listOfGroup(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const { name } = groupOf(arm, named(request, 'group'));
  const prefix = `${groupId(arm, name)}/`.toLowerCase();

  return { body: { value: all(arm).filter(({ id }) => id.toLowerCase().startsWith(prefix)) } };
}

/** Without `properties`, which only the resource's own provider tells. */
function all(arm: ArmContext) {
  const documents = [
    ...arm.hubs.list().map(hub => hubDocument(arm, hub)),
    ...arm.provisionings.list().map(service => provisioningDocument(arm, service)),
  ];
  return documents.map(({ id, name, type, location, tags, sku }) => ({ id, name, type, location, tags, sku }));
}
