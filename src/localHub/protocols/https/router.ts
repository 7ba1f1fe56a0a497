import type { Right } from '../../iotHub/accessPolicy.ts';
import type { IotHub } from '../../iotHub/iotHub.ts';

/** A request that was read whole and let in. */
export interface RestRequest {
  /** What stands in the path for `:name`, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** A header's value by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** The JSON body. @throws RestFault `notJson` */
  readonly json: () => unknown;
}

/** A request to a hub. */
export interface ServiceRequest extends RestRequest {
  readonly hub: IotHub;
}

/** What is sent back once all that the request wrote is committed. */
export interface ServiceResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; absent for an empty answer. */
  readonly body?: unknown;
}

/** A method at a path, and what answers it. */
export interface RestRoute<Request> {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE' | 'HEAD';
  /** Segments; `:name` stands for any one. */
  readonly path: string;
  readonly answer: (request: Request) => ServiceResponse | Promise<ServiceResponse>;
}

/** A route of a hub, and what it takes. */
export interface Route extends RestRoute<ServiceRequest> {
  readonly right: Right;
  /** Hubs of the Basic tier refuse it with 403010. */
  readonly notInBasic?: true;
}

export type RouteMatch<R> =
  | { readonly kind: 'found'; readonly route: R; readonly path: Readonly<Record<string, string>> }
  | { readonly kind: 'wrongMethod' }
  | { readonly kind: 'unknown' };

/** Finds the route of a request. Segments are matched without regard to case; a trailing slash is passed over. */
export function findRoute<R extends Pick<RestRoute<never>, 'method' | 'path'>>(
  routes: readonly R[],
  method: string,
  pathname: string,
): RouteMatch<R> {
  const segments = pathname.split('/').slice(1);
  if (segments.at(-1) === '') segments.pop();

  let sawPath = false;
  for (const route of routes) {
    const path = match(route.path.split('/').slice(1), segments);
    if (path && route.method === method) return { kind: 'found', route, path };
    sawPath ||= path !== undefined;
  }
  return { kind: sawPath ? 'wrongMethod' : 'unknown' };
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;

  const found: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = decode(segments[index] ?? '');
    if (segment === undefined || segment === '') return undefined;
    if (part.startsWith(':')) found[part.slice(1)] = segment;
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return found;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
