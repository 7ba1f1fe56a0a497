import * as z from 'zod/mini';
import type { ServiceResponse } from '../protocols/https/router.ts';
import type { ServedProvisioning } from '../servedProvisioning.ts';
import { provisioningVersions } from './apiVersions.ts';
import { type ArmRequest, type ArmRoute, bodyOf, checkIfMatch, named, routesOf } from './armRequest.ts';
import { locationName } from './locations.ts';
import { begun } from './operationRoutes.ts';
import {
  attributesOf,
  comingProvisioningDocument,
  provisioningDocument,
  provisioningEtag,
  putAttributes,
} from './provisioningDocument.ts';
import { type ProvisioningBody, provisioningBody, readChange } from './provisioningRequest.ts';
import { removeProvisioning } from './removeProvisioning.ts';
import { groupOf } from './resourceGroups.ts';
import { provisioningType } from './resourceIds.ts';
import {
  type ServiceResource,
  checkNameFree,
  findService,
  serviceOf,
  servicePath,
  serviceRoutes,
} from './serviceResource.ts';
import { tagsSchema } from './tags.ts';

const provisioningResource: ServiceResource<ServedProvisioning> = {
  type: provisioningType,
  word: 'provisioning service',
  checkName: 'checkProvisioningServiceNameAvailability',
  served: ({ provisionings }) => provisionings,
  groupName: (arm, { name }) => attributesOf(arm, name).resourceGroup,
  document: provisioningDocument,
  etag: (arm, { name }) => provisioningEtag(arm, name),
  remove: removeProvisioning,
};

/** The path of a provisioning service. */
export const provisioningPath = servicePath(provisioningResource);

/** Device provisioning services as resources: what is made here is a running local one. */
export const provisioningRoutes: readonly ArmRoute[] = routesOf(provisioningVersions, [
  ...serviceRoutes(provisioningResource),
  { method: 'PUT', path: provisioningPath, answer: put },
  { method: 'PATCH', path: provisioningPath, answer: patch },
  { method: 'GET', path: `${provisioningPath}/skus`, answer: skus },
]);

/** The service that the path names. @throws ArmFault ResourceGroupNotFound, ResourceNotFound */
export function provisioningOf(request: ArmRequest): ServedProvisioning {
  return serviceOf(request, provisioningResource);
}

/** Creates a service, or changes its allocation, its links and its tags. */
async function put(request: ArmRequest): Promise<ServiceResponse> {
  const { arm } = request;
  const known = findService(request, provisioningResource);
  const body = bodyOf(request, provisioningBody);
  if (!known) return create(request, body);

  checkIfMatch(request, provisioningEtag(arm, known.name));
  readChange(arm, body)(known.service);
  putAttributes(arm, known.name, { ...attributesOf(arm, known.name), tags: body.tags ?? {} });
  await known.service.store.committed();
  return { body: provisioningDocument(arm, known) };
}

function create(request: ArmRequest, body: ProvisioningBody): ServiceResponse {
  const { arm } = request;
  const name = named(request, 'service');
  checkNameFree(arm, provisioningResource, name);
  const resourceGroup = groupOf(arm, named(request, 'group')).name;
  const change = readChange(arm, body);
  putAttributes(arm, name, { resourceGroup, location: locationName(body.location), tags: body.tags ?? {} });
  const headers = begun(request, 'Microsoft.Devices', async () => {
    checkNameFree(arm, provisioningResource, name);
    const { service } = await arm.provisionings.create(name);
    change(service);
    await service.store.committed();
  });

  return { status: 201, headers, body: comingProvisioningDocument(arm, name) };
}

function patch(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const service = provisioningOf(request);
  const { tags } = bodyOf(request, z.object({ tags: z.optional(tagsSchema) }));
  if (tags) putAttributes(arm, service.name, { ...attributesOf(arm, service.name), tags });

  return { body: provisioningDocument(arm, service) };
}

function skus(request: ArmRequest): ServiceResponse {
  provisioningOf(request);
  return { body: { value: [{ name: 'S1' }] } };
}
