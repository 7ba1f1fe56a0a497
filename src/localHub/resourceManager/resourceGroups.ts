import * as z from 'zod/mini';
import type { ServiceResponse } from '../protocols/https/router.ts';
import { anyVersion } from './apiVersions.ts';
import { ArmFault, badRequest } from './armFault.ts';
import { type ArmContext, type ArmRequest, type ArmRoute, bodyOf, named, routesOf } from './armRequest.ts';
import { attributesOf } from './provisioningDocument.ts';
import { removeProvisioning } from './removeProvisioning.ts';
import { removeHub } from './removeHub.ts';
import { locationName } from './locations.ts';
import { begun } from './operationRoutes.ts';
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

const groupRecord = z.object({ name: z.string(), location: z.string(), tags: tagsSchema });
type GroupRecord = z.infer<typeof groupRecord>;

/** Where the hubs of the command line are. */
export const homeGroup = { name: 'local', location: 'local', tags: {} } as const satisfies GroupRecord;

/** Azure Resource Manager, "Naming rules": 1 to 90 letters, digits, underscores, dashes, dots, parentheses; no dot last. */
const namePattern = /^(?=.{1,90}$)[\p{L}\p{N}_\-.()]*[\p{L}\p{N}_\-()]$/u;

/** The group of a request. @throws ArmFault ResourceGroupNotFound */
export function groupOf(arm: ArmContext, name: string): GroupRecord {
  const row = arm.resources.get(groupId(arm, name), groupRecord);
  if (row) return row.document;

  throw new ArmFault(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
}

/** The group of the hubs of the command line is there at every start. */
export function keepHomeGroup(arm: ArmContext): void {
  if (!arm.resources.get(groupId(arm, homeGroup.name), groupRecord)) putGroup(arm, homeGroup);
}

function putGroup(arm: ArmContext, record: GroupRecord): void {
  arm.resources.put(groupId(arm, record.name), record);
}

function list({ arm }: ArmRequest): ServiceResponse {
  const rows = arm.resources.list(groupId(arm, '').slice(0, -1), groupRecord);
  return { body: { value: rows.map(({ document }) => show(arm, document)) } };
}

function get(request: ArmRequest): ServiceResponse {
  return { body: show(request.arm, groupOf(request.arm, named(request, 'group'))) };
}

/** Without a body, which no HEAD has. */
function exists(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  return { status: arm.resources.get(groupId(arm, named(request, 'group')), groupRecord) ? 204 : 404 };
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
  const known = arm.resources.get(groupId(arm, name), groupRecord)?.document;
  if (known && !sameName(known.location, locationName(location))) {
    throw new ArmFault(
      409,
      'InvalidResourceGroupLocation',
      `Invalid resource group location '${location}'. The Resource group already exists in location '${known.location}'.`,
    );
  }
  const record = { name: known?.name ?? name, location: locationName(location), tags: tags ?? {} };
  putGroup(arm, record);
  return { status: known ? 200 : 201, body: show(arm, record) };
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
  const headers = begun(request, 'Microsoft.Resources', async () => {
    for (const hub of arm.hubs.list()) {
      if (sameName(arm.hubs.recordOf(hub).resourceGroup, name)) await removeHub(arm, hub);
    }
    for (const service of arm.provisionings.list()) {
      if (sameName(attributesOf(arm, service.name).resourceGroup, name)) await removeProvisioning(arm, service);
    }
    arm.resources.remove(groupId(arm, name));
  });

  return { status: 202, headers };
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
