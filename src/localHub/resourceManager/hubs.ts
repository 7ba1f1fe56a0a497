import * as z from 'zod/mini';
import type { ServedHub } from '../servedHub.ts';
import { devicesVersions } from './apiVersions.ts';
import { resourceNotFound } from './armFault.ts';
import { type ArmContext, type ArmRequest, type ArmRoute, named, readBody, routesOf } from './armRequest.ts';
import { groupOf } from './groups.ts';
import { comingHubDocument, hubDocument } from './hubDocument.ts';
import { hubBody, readHub } from './hubRequest.ts';
import { checkName, checkNameFree, devicesNameCodes, type NameRule } from './nameRule.ts';
import { checkNoPolicies, readPolicies } from './policyRequest.ts';
import { removeHub } from './removeHub.ts';
import { hubType, sameName } from './resourceIds.ts';
import { pathOfType } from './resourceRoutes.ts';
import type { Place, Preparation, ResourceType } from './resourceType.ts';
import { serviceNameProblem } from './serviceName.ts';
import { tagsSchema } from './tags.ts';

/** The path of a hub. */
export const hubPath = pathOfType(hubType);

const names: NameRule = {
  kind: 'IoT hub',
  problem: name => serviceNameProblem('IoT hub', name),
  isTaken: ({ hubs }, name) => hubs.get(name) !== undefined,
  codes: devicesNameCodes,
};

const tagsBody = z.object({ tags: z.optional(tagsSchema) });

/** IoT hubs as resources: what is made here is a running local hub. */
export const hubResource: ResourceType = {
  type: hubType,
  versions: devicesVersions,
  creation: 'asyncOperation',
  deletion: 'asyncOperation',
  list: arm => arm.hubs.list().map(hub => hubDocument(arm, hub)),
  find(arm, place) {
    const hub = findHub(arm, place);
    return hub && hubDocument(arm, hub);
  },
  prepare(arm, place, body) {
    const request = readBody(body, hubBody);
    const asked = readHub(request);
    const policies = request.properties?.authorizationPolicies;
    const known = findHub(arm, place);
    if (!known) {
      checkNoPolicies(policies);
      return creation(arm, place, asked);
    }
    const { sku, tags } = asked;
    const { hub } = known;
    const wanted = readPolicies(policies, hub.policies);
    return {
      coming: hubDocument(arm, known),
      async apply() {
        if (wanted) hub.accessPolicies.replace(wanted);
        await arm.hubs.change(known.name, { sku, tags });
      },
    };
  },
  async patch({ hubs }, { name }, body) {
    const { tags } = readBody(body, tagsBody);
    if (tags) await hubs.change(name, { tags });
  },
  async remove(arm, place) {
    const hub = findHub(arm, place);
    if (hub) await removeHub(arm, hub);
  },
};

/** What is asked of hubs that is no resource. */
export const hubRoutes: readonly ArmRoute[] = routesOf(devicesVersions, [
  {
    method: 'POST',
    path: '/subscriptions/:subscriptionId/providers/Microsoft.Devices/checkNameAvailability',
    answer: request => checkName(request, names),
  },
]);

/** The hub that the path names. @throws ArmFault ResourceGroupNotFound, ResourceNotFound */
export function hubOf(request: ArmRequest): ServedHub {
  const name = named(request, 'name1');
  const { name: group } = groupOf(request.arm, named(request, 'group'));
  const hub = findHub(request.arm, { group, name });
  if (hub) return hub;

  throw resourceNotFound(hubType, name, group);
}

export function findHub({ hubs }: ArmContext, { group, name }: Place): ServedHub | undefined {
  const hub = hubs.get(name);
  return hub && sameName(hubs.recordOf(hub).resourceGroup, group) ? hub : undefined;
}

function creation(arm: ArmContext, { group, name }: Place, asked: ReturnType<typeof readHub>): Preparation {
  checkNameFree(arm, names, name);
  const attributes = { ...asked, resourceGroup: group };

  return {
    coming: comingHubDocument(arm, name, attributes, asked.sku),
    async apply() {
      checkNameFree(arm, names, name);
      await arm.hubs.create(name, attributes);
    },
  };
}
