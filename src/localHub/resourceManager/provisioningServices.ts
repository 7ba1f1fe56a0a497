import * as z from 'zod/mini';
import type { ServiceResponse } from '../protocols/https/router.ts';
import type { ServedProvisioning } from '../servedProvisioning.ts';
import { provisioningVersions } from './apiVersions.ts';
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
import { provisioningType, sameName } from './resourceIds.ts';
import { serviceNameProblem } from './serviceName.ts';
import { tagsSchema } from './tags.ts';

const subscription = '/subscriptions/:subscriptionId';
const provider = 'providers/Microsoft.Devices';
const group = `${subscription}/resourceGroups/:group`;
/** The path of a provisioning service. */
export const provisioningPath = `${group}/${provider}/provisioningServices/:service`;

/** Device provisioning services as resources: what is made here is a running local one. */
export const provisioningRoutes: readonly ArmRoute[] = routesOf(provisioningVersions, [
  { method: 'GET', path: `${subscription}/${provider}/provisioningServices`, answer: list },
  { method: 'GET', path: `${group}/${provider}/provisioningServices`, answer: listOfGroup },
  { method: 'GET', path: provisioningPath, answer: get },
  { method: 'PUT', path: provisioningPath, answer: put },
  { method: 'PATCH', path: provisioningPath, answer: patch },
  { method: 'DELETE', path: provisioningPath, answer: remove },
  { method: 'GET', path: `${provisioningPath}/skus`, answer: skus },
  { method: 'POST', path: `${subscription}/${provider}/checkProvisioningServiceNameAvailability`, answer: checkName },
]);

/** The service that the path names. @throws ArmFault ResourceGroupNotFound, ResourceNotFound */
export function provisioningOf(request: ArmRequest): ServedProvisioning {
  const service = findService(request);
  if (service) return service;

  throw resourceNotFound(provisioningType, named(request, 'service'), named(request, 'group'));
}

function findService(request: ArmRequest): ServedProvisioning | undefined {
  const { arm } = request;
  const { name } = groupOf(arm, named(request, 'group'));
  const service = arm.provisionings.get(named(request, 'service'));

  return service && sameName(attributesOf(arm, service.name).resourceGroup, name) ? service : undefined;
}

function list({ arm }: ArmRequest): ServiceResponse {
  return { body: { value: arm.provisionings.list().map(service => provisioningDocument(arm, service)) } };
}

function listOfGroup(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const { name } = groupOf(arm, named(request, 'group'));
  const services = arm.provisionings
    .list()
    .filter(service => sameName(attributesOf(arm, service.name).resourceGroup, name));

  return { body: { value: services.map(service => provisioningDocument(arm, service)) } };
}

function get(request: ArmRequest): ServiceResponse {
  return { body: provisioningDocument(request.arm, provisioningOf(request)) };
}

/** Creates a service, or changes its allocation, its links and its tags. */
async function put(request: ArmRequest): Promise<ServiceResponse> {
  const { arm } = request;
  const known = findService(request);
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
  checkNameFree(arm, name);
  const resourceGroup = groupOf(arm, named(request, 'group')).name;
  const change = readChange(arm, body);
  putAttributes(arm, name, { resourceGroup, location: locationName(body.location), tags: body.tags ?? {} });
  const headers = begun(request, 'Microsoft.Devices', async () => {
    checkNameFree(arm, name);
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

function remove(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const service = findService(request);
  if (!service) return { status: 204 };

  checkIfMatch(request, provisioningEtag(arm, service.name));
  return { status: 202, headers: begun(request, 'Microsoft.Devices', () => removeProvisioning(arm, service)) };
}

function skus(request: ArmRequest): ServiceResponse {
  provisioningOf(request);
  return { body: { value: [{ name: 'S1' }] } };
}

function checkName(request: ArmRequest): ServiceResponse {
  const { name } = bodyOf(request, z.object({ name: z.string() }));
  const problem = serviceNameProblem('provisioning service', name);
  if (problem) return { body: { nameAvailable: false, reason: 'Invalid', message: problem } };
  if (request.arm.provisionings.get(name)) {
    return { body: { nameAvailable: false, reason: 'AlreadyExists', message: taken(name) } };
  }
  return { body: { nameAvailable: true } };
}

function checkNameFree(arm: ArmContext, name: string): void {
  const problem = serviceNameProblem('provisioning service', name);
  if (problem) throw new ArmFault(400, 'InvalidResourceName', problem);
  if (arm.provisionings.get(name)) throw new ArmFault(409, 'NameNotAvailable', taken(name));
}

function taken(name: string): string {
  return `The provisioning service name '${name}' is not available.`;
}
