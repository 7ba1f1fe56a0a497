import * as z from 'zod/mini';
import type { ServiceResponse } from '../protocols/https/router.ts';
import type { ServedHub } from '../servedHub.ts';
import { ArmFault, resourceNotFound } from './armFault.ts';
import {
  type ArmContext,
  type ArmRequest,
  type ArmRoute,
  bodyOf,
  checkIfMatch,
  named,
  routesOf,
} from './armRequest.ts';
import { comingHubDocument, hubDocument, hubEtag } from './hubDocument.ts';
import { hubBody, readHub } from './hubRequest.ts';
import { devicesVersions } from './apiVersions.ts';
import { begun } from './operationRoutes.ts';
import { removeHub } from './removeHub.ts';
import { groupOf } from './resourceGroups.ts';
import { hubType, sameName } from './resourceIds.ts';
import { serviceNameProblem } from './serviceName.ts';
import { tagsSchema } from './tags.ts';

const subscription = '/subscriptions/:subscriptionId';
const provider = 'providers/Microsoft.Devices';
const group = `${subscription}/resourceGroups/:group`;
/** The path of a hub. */
export const hubPath = `${group}/${provider}/IotHubs/:hub`;

/** IoT hubs as resources: what is made here is a running local hub. */
export const hubRoutes: readonly ArmRoute[] = routesOf(devicesVersions, [
  { method: 'GET', path: `${subscription}/${provider}/IotHubs`, answer: list },
  { method: 'GET', path: `${group}/${provider}/IotHubs`, answer: listOfGroup },
  { method: 'GET', path: hubPath, answer: get },
  { method: 'PUT', path: hubPath, answer: put },
  { method: 'PATCH', path: hubPath, answer: patch },
  { method: 'DELETE', path: hubPath, answer: remove },
  { method: 'POST', path: `${subscription}/${provider}/checkNameAvailability`, answer: checkName },
]);

/** The hub that the path names. @throws ArmFault ResourceGroupNotFound, ResourceNotFound */
export function hubOf(request: ArmRequest): ServedHub {
  const hub = findHub(request);
  if (hub) return hub;

  throw resourceNotFound(hubType, named(request, 'hub'), named(request, 'group'));
}

function findHub(request: ArmRequest): ServedHub | undefined {
  const { hubs } = request.arm;
  const { name } = groupOf(request.arm, named(request, 'group'));
  const hub = hubs.get(named(request, 'hub'));

  return hub && sameName(hubs.recordOf(hub).resourceGroup, name) ? hub : undefined;
}

function list({ arm }: ArmRequest): ServiceResponse {
  return { body: { value: arm.hubs.list().map(hub => hubDocument(arm, hub)) } };
}

function listOfGroup(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const { name } = groupOf(arm, named(request, 'group'));
  const hubs = arm.hubs.list().filter(hub => sameName(arm.hubs.recordOf(hub).resourceGroup, name));

  return { body: { value: hubs.map(hub => hubDocument(arm, hub)) } };
}

function get(request: ArmRequest): ServiceResponse {
  return { body: hubDocument(request.arm, hubOf(request)) };
}

/** Creates a hub, or changes its tier, units and tags. */
async function put(request: ArmRequest): Promise<ServiceResponse> {
  const { arm } = request;
  const known = findHub(request);
  const body = bodyOf(request, hubBody);
  if (known) {
    checkIfMatch(request, hubEtag(arm, known));
    const { sku, tags } = readHub(body);
    await arm.hubs.change(known.name, { sku, tags });
    return { body: hubDocument(arm, known) };
  }
  return create(request, body);
}

function create(request: ArmRequest, body: z.infer<typeof hubBody>): ServiceResponse {
  const { arm } = request;
  const name = named(request, 'hub');
  checkNameFree(arm, name);
  const resourceGroup = groupOf(arm, named(request, 'group')).name;
  const attributes = { ...readHub(body), resourceGroup };
  const headers = begun(request, 'Microsoft.Devices', async () => {
    checkNameFree(arm, name);
    await arm.hubs.create(name, attributes);
  });

  return { status: 201, headers, body: comingHubDocument(arm, name, attributes, attributes.sku) };
}

const tagsBody = z.object({ tags: z.optional(tagsSchema) });

async function patch(request: ArmRequest): Promise<ServiceResponse> {
  const { arm } = request;
  const hub = hubOf(request);
  const { tags } = bodyOf(request, tagsBody);
  if (tags) await arm.hubs.change(hub.name, { tags });

  return { body: hubDocument(arm, hub) };
}

function remove(request: ArmRequest): ServiceResponse {
  const hub = findHub(request);
  if (!hub) return { status: 204 };

  checkIfMatch(request, hubEtag(request.arm, hub));
  return { status: 202, headers: begun(request, 'Microsoft.Devices', () => removeHub(request.arm, hub)) };
}

/** Names of hubs are parts of host names: no two in all of Azure are the same. */
function checkName(request: ArmRequest): ServiceResponse {
  const { name } = bodyOf(request, z.object({ name: z.string() }));
  const problem = serviceNameProblem('IoT hub', name);
  if (problem) return { body: { nameAvailable: false, reason: 'Invalid', message: problem } };
  if (request.arm.hubs.get(name)) {
    return { body: { nameAvailable: false, reason: 'AlreadyExists', message: taken(name) } };
  }
  return { body: { nameAvailable: true } };
}

function checkNameFree(arm: ArmContext, name: string): void {
  const problem = serviceNameProblem('IoT hub', name);
  if (problem) throw new ArmFault(400, 'InvalidResourceName', problem);
  if (arm.hubs.get(name)) throw new ArmFault(409, 'NameNotAvailable', taken(name));
}

function taken(name: string): string {
  return `The IoT hub name '${name}' is not available.`;
}
