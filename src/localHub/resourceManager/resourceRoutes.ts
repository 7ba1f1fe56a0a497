import type { ServiceResponse } from '../protocols/https/router.ts';
import { ArmFault, resourceNotFound } from './armFault.ts';
import { type ArmContext, type ArmRequest, type ArmRoute, checkIfMatch, named, routesOf } from './armRequest.ts';
import { groupOf } from './groups.ts';
import { filtered } from './listFilter.ts';
import { begun } from './operationRoutes.ts';
import { pageOf } from './pages.ts';
import { groupId, providerPath, resourceId } from './resourceIds.ts';
import type { Place, ResourceDocument, ResourceType } from './resourceType.ts';

const subscription = '/subscriptions/:subscriptionId';
const group = `${subscription}/resourceGroups/:group`;

/** The path of a resource, with `:name1`, `:name2`, … for its name. */
export function pathOfType(type: string): string {
  const names = type.split('/').slice(1);
  return `${group}/${providerPath(type, names.map((_, index) => `:name${index + 1}`).join('/'))}`;
}

/** The routes that all types of resources have: lists, and the life of one. */
export function routesOfType(type: ResourceType): readonly ArmRoute[] {
  const one = pathOfType(type.type);
  const collection = one.slice(0, one.lastIndexOf('/'));
  const isTop = type.type.split('/').length === 2;

  return routesOf(type.versions, [
    ...(isTop
      ? [{ method: 'GET', path: `${subscription}/providers/${type.type}`, answer: listing(type, listAll) } as const]
      : []),
    { method: 'GET', path: collection, answer: listing(type, listBelow) },
    { method: 'GET', path: one, answer: request => get(type, request) },
    { method: 'HEAD', path: one, answer: async request => ({ status: (await find(type, request)) ? 204 : 404 }) },
    { method: 'PUT', path: one, answer: request => put(type, request) },
    ...(type.patch
      ? [{ method: 'PATCH', path: one, answer: (request: ArmRequest) => change(type, request) } as const]
      : []),
    { method: 'DELETE', path: one, answer: request => remove(type, request) },
  ]);
}

/** Where the resource of a request is. @throws ArmFault ResourceGroupNotFound */
export function placeOf(request: ArmRequest): Place {
  const names = Object.entries(request.path).filter(([key]) => /^name\d+$/.test(key));
  return { group: groupOf(request.arm, named(request, 'group')).name, name: names.map(([, name]) => name).join('/') };
}

/** The resource of a request. @throws ArmFault ResourceGroupNotFound, ResourceNotFound */
async function resourceOf(type: ResourceType, request: ArmRequest): Promise<ResourceDocument> {
  const known = await find(type, request);
  if (known) return known;

  const { group, name } = placeOf(request);
  throw resourceNotFound(type.type, name, group);
}

type List = (request: ArmRequest, documents: readonly ResourceDocument[]) => readonly ResourceDocument[];

function listing(type: ResourceType, of: List) {
  return async (request: ArmRequest) => pageOf(request, filtered(request, of(request, await type.list(request.arm))));
}

const listAll: List = (_, documents) => documents;

/** Those in the group, or in the resource, of the request. */
const listBelow: List = (request, documents) => {
  const { group, name } = placeOf(request);
  const depth = name === '' ? 0 : name.split('/').length;
  const prefix = `${groupId(request.arm, group)}/`.toLowerCase();
  const parent = name.toLowerCase();
  return documents.filter(({ id }) => {
    const { names } = idParts(id);
    return id.toLowerCase().startsWith(prefix) && names.slice(0, depth).join('/') === parent;
  });
};

function idParts(id: string): { readonly names: readonly string[] } {
  const parts = id.toLowerCase().split('/providers/')[1]?.split('/') ?? [];
  return { names: parts.filter((_, index) => index > 0 && index % 2 === 0) };
}

async function find(type: ResourceType, request: ArmRequest): Promise<ResourceDocument | undefined> {
  return type.find(request.arm, placeOf(request));
}

async function get(type: ResourceType, request: ArmRequest): Promise<ServiceResponse> {
  const document = await resourceOf(type, request);
  const expanded = request.query.has('$expand') ? type.expand?.(request.arm, placeOf(request)) : undefined;
  return { body: expanded ? { ...document, properties: { ...Object(document.properties), ...expanded } } : document };
}

async function put(type: ResourceType, request: ArmRequest): Promise<ServiceResponse> {
  const { arm } = request;
  const place = placeOf(request);
  const known = await type.find(arm, place);
  if (known?.etag !== undefined) checkIfMatch(request, known.etag);
  const { coming, apply } = await type.prepare(arm, place, request.json());
  if (known || type.creation === 'atOnce') {
    await apply();
    return { status: known ? 200 : (type.createdStatus ?? 201), body: await found(type, arm, place) };
  }
  const headers = begun(request, { action: 'create', target: coming.id }, apply);
  return type.creation === 'location'
    ? { status: 202, headers: { location: headers.location, 'retry-after': headers['retry-after'] } }
    : { status: 201, headers, body: coming };
}

async function change(type: ResourceType, request: ArmRequest): Promise<ServiceResponse> {
  const { etag } = await resourceOf(type, request);
  if (etag !== undefined) checkIfMatch(request, etag);
  const place = placeOf(request);
  await type.patch?.(request.arm, place, request.json());
  return { body: await found(type, request.arm, place) };
}

async function remove(type: ResourceType, request: ArmRequest): Promise<ServiceResponse> {
  const { arm } = request;
  const place = placeOf(request);
  const known = await type.find(arm, place);
  if (!known) return { status: 204 };

  if (known.etag !== undefined) checkIfMatch(request, known.etag);
  type.checkRemoval?.(arm, place);
  const work = async () => type.remove(arm, place);
  if (type.deletion === 'asyncOperation') {
    return { status: 202, headers: begun(request, { action: 'delete', target: known.id }, work) };
  }
  await work();
  return { status: 200 };
}

/** A resource that was just made or changed. @throws ArmFault if someone else removed it meanwhile. */
async function found(type: ResourceType, arm: ArmContext, place: Place): Promise<ResourceDocument> {
  const document = await type.find(arm, place);
  if (document) return document;

  const id = resourceId(arm, place.group, type.type, place.name);
  throw new ArmFault(409, 'Conflict', `The resource '${id}' was deleted while it was changed.`);
}
