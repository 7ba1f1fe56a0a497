import * as z from 'zod/mini';
import type { ServiceResponse } from '../protocols/https/router.ts';
import { anyVersion } from './apiVersions.ts';
import { ArmFault, badRequest } from './armFault.ts';
import { type ArmContext, type ArmRequest, type ArmRoute, bodyOf, named, routesOf } from './armRequest.ts';
import { findGroup, type GroupRecord, groupOf, listGroups, putGroup } from './groups.ts';
import { filtered } from './listFilter.ts';
import { locationName, locations } from './locations.ts';
import { allResources, typeNamed } from './lookUp.ts';
import { begun } from './operationRoutes.ts';
import { pageOf } from './pages.ts';
import { groupId, sameName } from './resourceIds.ts';
import { tagsSchema } from './tags.ts';

const path = '/subscriptions/:subscriptionId/resourceGroups';

/** Resource groups, and what is in them. */
export const resourceGroupRoutes: readonly ArmRoute[] = routesOf(anyVersion, [
  { method: 'GET', path, answer: list },
  { method: 'GET', path: `${path}/:group`, answer: get },
  { method: 'HEAD', path: `${path}/:group`, answer: exists },
  { method: 'PUT', path: `${path}/:group`, answer: put },
  { method: 'PATCH', path: `${path}/:group`, answer: patch },
  { method: 'DELETE', path: `${path}/:group`, answer: remove },
]);

/** Azure Resource Manager, "Naming rules": 1 to 90 letters, digits, underscores, dashes, dots, parentheses; no dot last. */
const namePattern = /^(?=.{1,90}$)[\p{L}\p{N}_\-.()]*[\p{L}\p{N}_\-()]$/u;

function list(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  return pageOf(
    request,
    filtered(
      request,
      listGroups(arm).map(group => show(arm, group)),
    ),
  );
}

function get(request: ArmRequest): ServiceResponse {
  return { body: show(request.arm, groupOf(request.arm, named(request, 'group'))) };
}

/** Without a body, which no HEAD has. */
function exists(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  return { status: findGroup(arm, named(request, 'group')) ? 204 : 404 };
}

const groupBody = z.object({ location: z.string(), tags: z.optional(z.nullable(tagsSchema)) });

function put(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const name = named(request, 'group');
  if (!namePattern.test(name)) {
    throw badRequest(
      `The provided resource group name '${name}' is not valid: it needs 1 to 90 letters, digits, underscores, dashes, dots and parentheses, with no dot at its end.`,
      'InvalidResourceGroupName',
    );
  }
  const { location, tags } = bodyOf(request, groupBody);
  const known = findGroup(arm, name);
  if (known && !sameName(known.location, locationName(location))) {
    throw new ArmFault(
      409,
      'InvalidResourceGroupLocation',
      `Invalid resource group location '${location}'. The Resource group already exists in location '${known.location}'.`,
    );
  }
  if (!known) checkLocation(location);
  const record = { name: known?.name ?? name, location: locationName(location), tags: tags ?? {} };
  putGroup(arm, record);
  return { status: known ? 200 : 201, body: show(arm, record) };
}

/** @throws ArmFault LocationNotAvailableForResourceGroup */
function checkLocation(text: string): void {
  const names = locations.map(({ name }) => name);
  if (names.includes(locationName(text))) return;
  throw badRequest(
    `The provided location '${text}' is not available for resource group. List of available regions is '${names.join(',')}'.`,
    'LocationNotAvailableForResourceGroup',
  );
}

function patch(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const known = groupOf(arm, named(request, 'group'));
  const { tags } = bodyOf(request, z.object({ tags: z.optional(tagsSchema) }));
  const record = { ...known, tags: tags ?? known.tags };
  putGroup(arm, record);
  return { body: show(arm, record) };
}

/** Everything in the group goes with it. */
function remove(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const { name } = groupOf(arm, named(request, 'group'));
  const target = groupId(arm, name);
  const headers = begun(request, { action: 'delete', target }, async () => {
    await removeResourcesOf(arm, name);
    arm.resources.remove(target);
  });

  return { status: 202, headers };
}

/** In the order of the types: those that need others first. */
async function removeResourcesOf(arm: ArmContext, group: string): Promise<void> {
  const prefix = `${groupId(arm, group)}/`.toLowerCase();
  for (const { id, type, name } of await allResources(arm)) {
    if (id.toLowerCase().startsWith(prefix)) await typeNamed(arm, type)?.remove(arm, { group, name });
  }
}

function show(arm: ArmContext, { name, location, tags }: GroupRecord) {
  return {
    id: groupId(arm, name),
    name,
    type: 'Microsoft.Resources/resourceGroups',
    location,
    tags,
    properties: { provisioningState: 'Succeeded' },
  };
}
