import type { ServiceResponse } from '../protocols/https/router.ts';
import { anyVersion } from './apiVersions.ts';
import { type ArmRequest, type ArmRoute, named, routesOf } from './armRequest.ts';
import { groupOf } from './groups.ts';
import { filtered } from './listFilter.ts';
import { allResources } from './lookUp.ts';
import { pageOf } from './pages.ts';
import { groupId } from './resourceIds.ts';
import type { ResourceDocument } from './resourceType.ts';

const subscription = '/subscriptions/:subscriptionId';

/** What there is, whatever its type. */
export const resourceListRoutes: readonly ArmRoute[] = routesOf(anyVersion, [
  { method: 'GET', path: `${subscription}/resources`, answer: list },
  { method: 'GET', path: `${subscription}/resourceGroups/:group/resources`, answer: listOfGroup },
]);

async function list(request: ArmRequest): Promise<ServiceResponse> {
  return show(request, await allResources(request.arm));
}

async function listOfGroup(request: ArmRequest): Promise<ServiceResponse> {
  const { arm } = request;
  const { name } = groupOf(arm, named(request, 'group'));
  const prefix = `${groupId(arm, name)}/`.toLowerCase();

  return show(
    request,
    (await allResources(arm)).filter(({ id }) => id.toLowerCase().startsWith(prefix)),
  );
}

/** Without `properties`, which only the resource's own provider tells. */
function show(request: ArmRequest, documents: readonly ResourceDocument[]): ServiceResponse {
  const shown = documents.map(({ id, name, type, location, tags, sku, kind }) => ({
    id,
    name,
    type,
    location,
    tags,
    sku,
    kind,
  }));
  return pageOf(request, filtered(request, shown));
}
