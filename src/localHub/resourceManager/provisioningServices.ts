import * as z from 'zod/mini';
import type { ServiceResponse } from '../protocols/https/router.ts';
import type { ServedProvisioning } from '../servedProvisioning.ts';
import { provisioningVersions } from './apiVersions.ts';
import { resourceNotFound } from './armFault.ts';
import { type ArmContext, type ArmRequest, type ArmRoute, named, readBody, routesOf } from './armRequest.ts';
import { groupOf } from './groups.ts';
import { locationName } from './locations.ts';
import { checkName, checkNameFree, devicesNameCodes, type NameRule } from './nameRule.ts';
import {
  attributesOf,
  comingProvisioningDocument,
  provisioningDocument,
  putAttributes,
} from './provisioningDocument.ts';
import { type ProvisioningBody, provisioningBody, readChange } from './provisioningRequest.ts';
import { removeProvisioning } from './removeProvisioning.ts';
import { provisioningType, sameName } from './resourceIds.ts';
import { pathOfType } from './resourceRoutes.ts';
import type { Place, Preparation, ResourceType } from './resourceType.ts';
import { serviceNameProblem } from './serviceName.ts';
import { tagsSchema } from './tags.ts';

/** The path of a provisioning service. */
export const provisioningPath = pathOfType(provisioningType);

const names: NameRule = {
  kind: 'provisioning service',
  problem: name => serviceNameProblem('provisioning service', name),
  isTaken: ({ provisionings }, name) => provisionings.get(name) !== undefined,
  codes: devicesNameCodes,
};

const tagsBody = z.object({ tags: z.optional(tagsSchema) });

/** Device provisioning services as resources: what is made here is a running local one. */
export const provisioningResource: ResourceType = {
  type: provisioningType,
  versions: provisioningVersions,
  creation: 'asyncOperation',
  deletion: 'asyncOperation',
  list: arm => arm.provisionings.list().map(service => provisioningDocument(arm, service)),
  find(arm, place) {
    const service = findService(arm, place);
    return service && provisioningDocument(arm, service);
  },
  prepare(arm, place, body) {
    const asked = readBody(body, provisioningBody);
    const known = findService(arm, place);
    return known ? change(arm, known, asked) : creation(arm, place, asked);
  },
  patch(arm, { name }, body) {
    const { tags } = readBody(body, tagsBody);
    if (tags) putAttributes(arm, name, { ...attributesOf(arm, name), tags });
  },
  async remove(arm, place) {
    const service = findService(arm, place);
    if (service) await removeProvisioning(arm, service);
  },
};

/** What is asked of provisioning services that is no resource. */
export const provisioningRoutes: readonly ArmRoute[] = routesOf(provisioningVersions, [
  { method: 'GET', path: `${provisioningPath}/skus`, answer: skus },
  {
    method: 'POST',
    path: '/subscriptions/:subscriptionId/providers/Microsoft.Devices/checkProvisioningServiceNameAvailability',
    answer: request => checkName(request, names),
  },
]);

/** The service that the path names. @throws ArmFault ResourceGroupNotFound, ResourceNotFound */
export function provisioningOf(request: ArmRequest): ServedProvisioning {
  const name = named(request, 'name1');
  const { name: group } = groupOf(request.arm, named(request, 'group'));
  const service = findService(request.arm, { group, name });
  if (service) return service;

  throw resourceNotFound(provisioningType, name, group);
}

function findService(arm: ArmContext, { group, name }: Place): ServedProvisioning | undefined {
  const service = arm.provisionings.get(name);
  return service && sameName(attributesOf(arm, service.name).resourceGroup, group) ? service : undefined;
}

function creation(arm: ArmContext, { group, name }: Place, body: ProvisioningBody): Preparation {
  checkNameFree(arm, names, name);
  const change = readChange(arm, body);
  const attributes = { resourceGroup: group, location: locationName(body.location), tags: body.tags ?? {} };

  return {
    coming: comingProvisioningDocument(arm, name, attributes),
    async apply() {
      checkNameFree(arm, names, name);
      putAttributes(arm, name, attributes);
      const { service } = await arm.provisionings.create(name);
      change(service);
      await service.store.committed();
    },
  };
}

/** Changes allocation, links and tags. */
function change(arm: ArmContext, known: ServedProvisioning, body: ProvisioningBody): Preparation {
  const change = readChange(arm, body);

  return {
    coming: provisioningDocument(arm, known),
    async apply() {
      change(known.service);
      putAttributes(arm, known.name, { ...attributesOf(arm, known.name), tags: body.tags ?? {} });
      await known.service.store.committed();
    },
  };
}

function skus(request: ArmRequest): ServiceResponse {
  provisioningOf(request);
  return { body: { value: [{ name: 'S1' }] } };
}
