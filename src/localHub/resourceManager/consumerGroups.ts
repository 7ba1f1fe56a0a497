import * as z from 'zod/mini';
import type { ServiceResponse } from '../protocols/https/router.ts';
import type { ResourceRow } from '../store/resourceTable.ts';
import { devicesVersions } from './apiVersions.ts';
import { ArmFault, badRequest } from './armFault.ts';
import { type ArmRequest, type ArmRoute, bodyOf, etagOf, named, routesOf } from './armRequest.ts';
import { hubId } from './hubDocument.ts';
import { hubOf, hubPath } from './hubs.ts';
import { hubType, sameName } from './resourceIds.ts';

const path = `${hubPath}/eventHubEndpoints/:endpoint/ConsumerGroups`;

/** The consumer groups of a hub's built-in endpoint for telemetry. */
export const consumerGroupRoutes: readonly ArmRoute[] = routesOf(devicesVersions, [
  { method: 'GET', path, answer: list },
  { method: 'GET', path: `${path}/:consumerGroup`, answer: get },
  { method: 'PUT', path: `${path}/:consumerGroup`, answer: put },
  { method: 'DELETE', path: `${path}/:consumerGroup`, answer: remove },
]);

const consumerGroup = z.object({ name: z.string(), createdMs: z.number() });
const defaultGroup = '$Default';
/** Event Hubs, "Quotas": 20 consumer groups of an event hub in the standard tier, their names up to 50 characters. */
const limits = { groups: 20, nameLength: 50 } as const;
const namePattern = /^[A-Za-z0-9][\w.-]*$/;

function list(request: ArmRequest): ServiceResponse {
  return { body: { value: all(request).map(row => show(request, row)) } };
}

function get(request: ArmRequest): ServiceResponse {
  const name = named(request, 'consumerGroup');
  const row = all(request).find(known => sameName(known.name, name));
  if (row) return { body: show(request, row) };

  throw new ArmFault(404, 'NotFound', `The consumer group '${name}' does not exist.`);
}

function put(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const name = named(request, 'consumerGroup');
  const { properties } = bodyOf(request, z.object({ properties: z.object({ name: z.string() }) }));
  if (properties.name !== name)
    throw badRequest(`The body is about '${properties.name}', which is not in the address.`);
  if (name.length > limits.nameLength || !(namePattern.test(name) || name === defaultGroup)) {
    throw badRequest(
      `The consumer group name '${name}' is not valid: up to ${limits.nameLength} letters, digits, dots, dashes and underscores.`,
    );
  }
  const known = all(request);
  if (!known.some(row => sameName(row.name, name))) {
    if (known.length >= limits.groups)
      throw badRequest(`The hub has ${limits.groups} consumer groups, which is all it may have.`);
    arm.resources.put(`${groupsPath(request)}/${name}`, { name, createdMs: arm.now() });
  }
  return get(request);
}

function remove(request: ArmRequest): ServiceResponse {
  const name = named(request, 'consumerGroup');
  if (sameName(name, defaultGroup)) throw badRequest(`The consumer group '${defaultGroup}' cannot be deleted.`);

  get(request);
  request.arm.resources.remove(`${groupsPath(request)}/${name}`);
  return {};
}

interface Row {
  readonly name: string;
  readonly createdMs: number;
  readonly etag: number;
}

function all(request: ArmRequest): readonly Row[] {
  const { arm } = request;
  const made = arm.resources.list(groupsPath(request), consumerGroup);
  const { createdMs } = arm.hubs.recordOf(hubOf(request));

  return [{ name: defaultGroup, createdMs, etag: 1 }, ...made.map(toRow)];
}

function toRow({ document: { name, createdMs }, etag }: ResourceRow<z.infer<typeof consumerGroup>>): Row {
  return { name, createdMs, etag };
}

/** @throws ArmFault ResourceNotFound, NotFound for another endpoint than the built-in one. */
function groupsPath(request: ArmRequest): string {
  const endpoint = named(request, 'endpoint');
  if (!sameName(endpoint, 'events'))
    throw new ArmFault(404, 'NotFound', `The endpoint '${endpoint}' does not exist: there is 'events'.`);

  return `${hubId(request.arm, hubOf(request))}/eventHubEndpoints/events/ConsumerGroups`;
}

function show(request: ArmRequest, { name, createdMs, etag }: Row) {
  return {
    id: `${groupsPath(request)}/${name}`,
    name,
    type: `${hubType}/EventHubEndpoints/ConsumerGroups`,
    etag: etagOf(etag),
    properties: { created: new Date(createdMs).toUTCString() },
  };
}
