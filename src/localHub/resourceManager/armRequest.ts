import type * as z from 'zod/mini';
import type { RestRequest, RestRoute } from '../protocols/https/router.ts';
import type { ServedHubs } from '../servedHubs.ts';
import type { ServedProvisionings } from '../servedProvisionings.ts';
import type { LocalStorage } from '../storage/localStorage.ts';
import type { ResourceTable } from '../store/resourceTable.ts';
import { ArmFault, badRequest } from './armFault.ts';
import type { Operations } from './operations.ts';
import type { ResourceType } from './resourceType.ts';

/** What the resource manager's routes work with. */
export interface ArmContext {
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** `https://localhost:PORT` */
  readonly endpoint: string;
  readonly hubs: ServedHubs;
  readonly provisionings: ServedProvisionings;
  readonly storage: LocalStorage;
  readonly resources: ResourceTable;
  readonly operations: Operations;
  /** All types of resources that are served. */
  readonly types: readonly ResourceType[];
  /** Asks a resource for what is no resource, such as its keys, as a request would. @throws ArmFault, RestFault */
  readonly post: (path: string, body: unknown) => Promise<unknown>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A request with a good token, about the subscription that there is. */
export interface ArmRequest extends RestRequest {
  readonly arm: ArmContext;
  /** The path as it was asked for. */
  readonly pathname: string;
}

export interface ArmRoute extends RestRoute<ArmRequest> {
  readonly apiVersions: ApiVersions;
}

/** The api-versions that a resource provider knows. */
export interface ApiVersions {
  /** In Azure's words for people: `2023-06-30`. */
  readonly known: string;
  readonly newest: string;
  has(version: string): boolean;
}

/** Gives routes their provider's versions. */
export function routesOf(apiVersions: ApiVersions, routes: readonly RestRoute<ArmRequest>[]): readonly ArmRoute[] {
  return routes.map(route => ({ ...route, apiVersions }));
}

/** Reads the body of a request. @throws ArmFault InvalidRequestContent with the place of what is wrong. */
export function bodyOf<T>({ json }: RestRequest, schema: z.ZodMiniType<T>): T {
  return readBody(json(), schema);
}

/** Reads a body, wherever it comes from. @throws ArmFault InvalidRequestContent with the place of what is wrong. */
export function readBody<T>(body: unknown, schema: z.ZodMiniType<T>): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;

  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'The body';
  throw badRequest(
    `The request content was invalid: ${place}: ${issue?.message ?? 'not as expected'}.`,
    'InvalidRequestContent',
  );
}

/** The part of the path that the route calls `name`. */
export function named({ path }: RestRequest, name: string): string {
  const value = path[name];
  if (value === undefined) throw new Error(`The route has no "${name}".`);

  return value;
}

/** @throws ArmFault PreconditionFailed if the header `If-Match` is there and does not name this etag. */
export function checkIfMatch({ header }: RestRequest, etag: string): void {
  const wanted = header('if-match')?.replaceAll('"', '');
  if (wanted === undefined || wanted === '*' || wanted === etag) return;

  throw new ArmFault(
    412,
    'PreconditionFailed',
    'The resource was changed by someone else: its etag is not the one in If-Match.',
  );
}

/** The etag of what was changed for the nth time, in the form that Azure's have. */
export function etagOf(change: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(change));
  return bytes.toString('base64');
}
