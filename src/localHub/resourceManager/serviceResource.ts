import * as z from 'zod/mini';
import type { RestRoute, ServiceResponse } from '../protocols/https/router.ts';
import { ArmFault, resourceNotFound } from './armFault.ts';
import { type ArmContext, type ArmRequest, bodyOf, checkIfMatch, named } from './armRequest.ts';
import { begun } from './operationRoutes.ts';
import { groupOf } from './resourceGroups.ts';
import { sameName } from './resourceIds.ts';
import { serviceNameProblem } from './serviceName.ts';

interface Named {
  readonly name: string;
}

/** A kind of service as a resource: what is served here, and how it is shown. */
export interface ServiceResource<Service extends Named> {
  /** As `Microsoft.Devices/IotHubs`. */
  readonly type: string;
  /** In sentences. */
  readonly word: Parameters<typeof serviceNameProblem>[0];
  /** What asks whether a name is free: `checkNameAvailability`. */
  readonly checkName: string;
  readonly served: (arm: ArmContext) => {
    list(): readonly Service[];
    get(name: string): Service | undefined;
  };
  readonly groupName: (arm: ArmContext, service: Service) => string;
  readonly document: (arm: ArmContext, service: Service) => object;
  readonly etag: (arm: ArmContext, service: Service) => string;
  readonly remove: (arm: ArmContext, service: Service) => Promise<void>;
}

const subscription = '/subscriptions/:subscriptionId';
const group = `${subscription}/resourceGroups/:group`;

/** The path of a service of a kind. */
export function servicePath({ type }: Pick<ServiceResource<never>, 'type'>): string {
  return `${group}/providers/${type}/:service`;
}

/** What all kinds of services have in common: they are listed, read, deleted, and their names are checked. */
export function serviceRoutes<Service extends Named>(kind: ServiceResource<Service>): readonly RestRoute<ArmRequest>[] {
  const path = servicePath(kind);
  return [
    { method: 'GET', path: `${subscription}/providers/${kind.type}`, answer: request => list(request, kind) },
    { method: 'GET', path: `${group}/providers/${kind.type}`, answer: request => listOfGroup(request, kind) },
    {
      method: 'GET',
      path,
      answer: request => ({ body: kind.document(request.arm, serviceOf(request, kind)) }),
    },
    { method: 'DELETE', path, answer: request => remove(request, kind) },
    {
      method: 'POST',
      path: `${subscription}/providers/Microsoft.Devices/${kind.checkName}`,
      answer: request => checkName(request, kind),
    },
  ];
}

/** The service that the path names. @throws ArmFault ResourceGroupNotFound, ResourceNotFound */
export function serviceOf<Service extends Named>(request: ArmRequest, kind: ServiceResource<Service>): Service {
  const service = findService(request, kind);
  if (service) return service;

  throw resourceNotFound(kind.type, named(request, 'service'), named(request, 'group'));
}

/** The service that the path names, if it is in the group that the path names. @throws ArmFault ResourceGroupNotFound */
export function findService<Service extends Named>(
  request: ArmRequest,
  { served, groupName }: ServiceResource<Service>,
): Service | undefined {
  const { arm } = request;
  const { name } = groupOf(arm, named(request, 'group'));
  const service = served(arm).get(named(request, 'service'));

  return service && sameName(groupName(arm, service), name) ? service : undefined;
}

/** @throws ArmFault InvalidResourceName, NameNotAvailable */
export function checkNameFree<Service extends Named>(
  arm: ArmContext,
  kind: ServiceResource<Service>,
  name: string,
): void {
  const problem = serviceNameProblem(kind.word, name);
  if (problem) throw new ArmFault(400, 'InvalidResourceName', problem);
  if (kind.served(arm).get(name)) throw new ArmFault(409, 'NameNotAvailable', taken(kind, name));
}

function list<Service extends Named>(
  { arm }: ArmRequest,
  { served, document }: ServiceResource<Service>,
): ServiceResponse {
  const services = served(arm).list();
  return { body: { value: services.map(service => document(arm, service)) } };
}

function listOfGroup<Service extends Named>(
  request: ArmRequest,
  { served, groupName, document }: ServiceResource<Service>,
): ServiceResponse {
  const { arm } = request;
  const { name } = groupOf(arm, named(request, 'group'));
  const services = served(arm).list();
  const ofGroup = services.filter(service => sameName(groupName(arm, service), name));

  return { body: { value: ofGroup.map(service => document(arm, service)) } };
}

function remove<Service extends Named>(request: ArmRequest, kind: ServiceResource<Service>): ServiceResponse {
  const { arm } = request;
  const service = findService(request, kind);
  if (!service) return { status: 204 };

  checkIfMatch(request, kind.etag(arm, service));
  return { status: 202, headers: begun(request, 'Microsoft.Devices', () => kind.remove(arm, service)) };
}

/** Names are parts of host names: no two of a kind in all of Azure are the same. */
function checkName<Service extends Named>(request: ArmRequest, kind: ServiceResource<Service>): ServiceResponse {
  const { name } = bodyOf(request, z.object({ name: z.string() }));
  const problem = serviceNameProblem(kind.word, name);
  if (problem) return { body: { nameAvailable: false, reason: 'Invalid', message: problem } };
  if (kind.served(request.arm).get(name)) {
    return { body: { nameAvailable: false, reason: 'AlreadyExists', message: taken(kind, name) } };
  }
  return { body: { nameAvailable: true } };
}

function taken({ word }: Pick<ServiceResource<never>, 'word'>, name: string): string {
  return `The ${word} name '${name}' is not available.`;
}
