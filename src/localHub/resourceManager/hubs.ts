import * as z from 'zod/mini';
import type { ServiceResponse } from '../protocols/https/router.ts';
import type { ServedHub } from '../servedHub.ts';
import { type ArmRequest, type ArmRoute, bodyOf, checkIfMatch, named, routesOf } from './armRequest.ts';
import { comingHubDocument, hubDocument, hubEtag } from './hubDocument.ts';
import { hubBody, readHub } from './hubRequest.ts';
import { devicesVersions } from './apiVersions.ts';
import { begun } from './operationRoutes.ts';
import { removeHub } from './removeHub.ts';
import { groupOf } from './resourceGroups.ts';
import { hubType } from './resourceIds.ts';
import {
  type ServiceResource,
  checkNameFree,
  findService,
  serviceOf,
  servicePath,
  serviceRoutes,
} from './serviceResource.ts';
import { tagsSchema } from './tags.ts';

const hubResource: ServiceResource<ServedHub> = {
  type: hubType,
  word: 'IoT hub',
  checkName: 'checkNameAvailability',
  served: ({ hubs }) => hubs,
  groupName: ({ hubs }, hub) => hubs.recordOf(hub).resourceGroup,
  document: hubDocument,
  etag: hubEtag,
  remove: removeHub,
};

/** The path of a hub. */
export const hubPath = servicePath(hubResource);

/** IoT hubs as resources: what is made here is a running local hub. */
export const hubRoutes: readonly ArmRoute[] = routesOf(devicesVersions, [
  ...serviceRoutes(hubResource),
  { method: 'PUT', path: hubPath, answer: put },
  { method: 'PATCH', path: hubPath, answer: patch },
]);

/** The hub that the path names. @throws ArmFault ResourceGroupNotFound, ResourceNotFound */
export function hubOf(request: ArmRequest): ServedHub {
  return serviceOf(request, hubResource);
}

/** Creates a hub, or changes its tier, units and tags. */
async function put(request: ArmRequest): Promise<ServiceResponse> {
  const { arm } = request;
  const known = findService(request, hubResource);
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
  const name = named(request, 'service');
  checkNameFree(arm, hubResource, name);
  const resourceGroup = groupOf(arm, named(request, 'group')).name;
  const attributes = { ...readHub(body), resourceGroup };
  const headers = begun(request, 'Microsoft.Devices', async () => {
    checkNameFree(arm, hubResource, name);
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
