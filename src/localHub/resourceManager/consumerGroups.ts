import * as z from 'zod/mini';
import type { ServedHub } from '../servedHub.ts';
import type { ResourceRow } from '../store/resourceTable.ts';
import { devicesVersions } from './apiVersions.ts';
import { ArmFault, badRequest, resourceNotFound } from './armFault.ts';
import { type ArmContext, etagOf, readBody } from './armRequest.ts';
import { hubId } from './hubDocument.ts';
import { findHub } from './hubs.ts';
import { hubType, sameName } from './resourceIds.ts';
import type { Place, ResourceDocument, ResourceType } from './resourceType.ts';

const consumerGroup = z.object({ name: z.string(), createdMs: z.number() });
const defaultGroup = '$Default';
/** Event Hubs, "Quotas": 20 consumer groups of an event hub in the standard tier, their names up to 50 characters. */
const limits = { groups: 20, nameLength: 50 } as const;
const namePattern = /^[A-Za-z0-9][\w.-]*$/;
const body = z.object({ properties: z.optional(z.object({ name: z.optional(z.string()) })) });

/** The consumer groups of a hub's built-in endpoint for telemetry. */
export const consumerGroupResource: ResourceType = {
  type: `${hubType}/eventHubEndpoints/ConsumerGroups`,
  versions: devicesVersions,
  creation: 'atOnce',
  createdStatus: 200,
  deletion: 'atOnce',
  list: arm => arm.hubs.list().flatMap(hub => all(arm, hub).map(row => show(arm, hub, row))),
  find(arm, place) {
    const { hub, name } = lookUp(arm, place);
    const row = hub && all(arm, hub).find(known => sameName(known.name, name));
    return hub && row && show(arm, hub, row);
  },
  prepare(arm, place, asked) {
    const { properties } = readBody(asked, body);
    const { hub, name, hubName } = lookUp(arm, place);
    if (!hub) throw resourceNotFound(hubType, hubName, place.group);
    if (properties?.name !== undefined && properties.name !== name) {
      throw badRequest(`The body is about '${properties.name}', which is not in the address.`);
    }
    checkNew(name, all(arm, hub));
    const row = { name, createdMs: arm.now() };

    return {
      coming: show(arm, hub, { ...row, etag: 1 }),
      async apply() {
        if (!all(arm, hub).some(known => sameName(known.name, name)))
          arm.resources.put(`${pathOf(arm, hub)}/${name}`, row);
      },
    };
  },
  checkRemoval(arm, place) {
    const { name } = lookUp(arm, place);
    if (sameName(name, defaultGroup)) throw badRequest(`The consumer group '${defaultGroup}' cannot be deleted.`);
  },
  remove(arm, place) {
    const { hub, name } = lookUp(arm, place);
    if (hub) arm.resources.remove(`${pathOf(arm, hub)}/${name}`);
  },
};

interface Row {
  readonly name: string;
  readonly createdMs: number;
  readonly etag: number;
}

function checkNew(name: string, known: readonly Row[]): void {
  if (name.length > limits.nameLength || !(namePattern.test(name) || name === defaultGroup)) {
    throw badRequest(
      `The consumer group name '${name}' is not valid: up to ${limits.nameLength} letters, digits, dots, dashes and underscores.`,
    );
  }
  if (!known.some(row => sameName(row.name, name)) && known.length >= limits.groups) {
    throw badRequest(`The hub has ${limits.groups} consumer groups, which is all it may have.`);
  }
}

/** @throws ArmFault NotFound for another endpoint than the built-in one. */
function lookUp(arm: ArmContext, { group, name: path }: Place) {
  const [hubName = '', endpoint = '', name = ''] = path.split('/');
  if (!sameName(endpoint, 'events')) {
    throw new ArmFault(404, 'NotFound', `The endpoint '${endpoint}' does not exist: there is 'events'.`);
  }
  return { hub: findHub(arm, { group, name: hubName }), hubName, name };
}

function all(arm: ArmContext, hub: ServedHub): readonly Row[] {
  const made = arm.resources.list(pathOf(arm, hub), consumerGroup);
  const { createdMs } = arm.hubs.recordOf(hub);

  return [{ name: defaultGroup, createdMs, etag: 1 }, ...made.map(toRow)];
}

function toRow({ document: { name, createdMs }, etag }: ResourceRow<z.infer<typeof consumerGroup>>): Row {
  return { name, createdMs, etag };
}

function pathOf(arm: ArmContext, hub: ServedHub): string {
  return `${hubId(arm, hub)}/eventHubEndpoints/events/ConsumerGroups`;
}

function show(arm: ArmContext, hub: ServedHub, { name, createdMs, etag }: Row): ResourceDocument {
  return {
    id: `${pathOf(arm, hub)}/${name}`,
    name,
    type: `${hubType}/EventHubEndpoints/ConsumerGroups`,
    etag: etagOf(etag),
    properties: { created: new Date(createdMs).toUTCString() },
  };
}
