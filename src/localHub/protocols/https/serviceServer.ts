import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { apiVersions } from '../../iotHub/apiVersions.ts';
import { HubFault } from '../../iotHub/hubFault.ts';
import type { IotHub } from '../../iotHub/iotHub.ts';
import { authorize } from './authorize.ts';
import { configurationRoutes } from './configurations.ts';
import { deviceRoutes } from './devices.ts';
import { methodRoutes } from './methods.ts';
import { queryRoutes } from './queries.ts';
import { readBody } from './readBody.ts';
import { findRoute, type Route, type RouteMatch, type ServiceRequest, type ServiceResponse } from './router.ts';
import { SignedTokens } from './signedTokens.ts';
import { statisticsRoutes } from './statistics.ts';
import { transferJobRoutes } from './transferJobs.ts';
import { twinRoutes } from './twins.ts';

/** `/devices/query` stands before `/devices/:deviceId`: the service has no device "query" to post to either. */
const routes: readonly Route[] = [
  ...queryRoutes,
  ...deviceRoutes,
  ...twinRoutes,
  ...methodRoutes,
  ...configurationRoutes,
  ...statisticsRoutes,
  ...transferJobRoutes,
];

/** As long as clients keep a connection for the next request: shorter, and requests meet a closing socket. */
const keepAliveMs = 120_000;

/**
 * The service side of a hub over HTTP, version 2021-04-12 and older. The server listens nowhere: the hub's port hands
 * it the sockets. A failure that is not the client's is reported to `log` and answered with 500.
 */
export function createServiceServer(hub: IotHub, log: (error: unknown) => void): Server {
  const tokens = new SignedTokens(hub.policies);
  return createServer({ keepAliveTimeout: keepAliveMs }, (message, reply) => {
    answer(hub, tokens, message)
      .catch((error: unknown) => failure(error, hub, log))
      .then(response => hub.store.onCommitted(() => send(reply, response)))
      .catch(log);
  });
}

/** Life of a request: version, route, rights, body, resource. */
async function answer(hub: IotHub, tokens: SignedTokens, message: IncomingMessage): Promise<ServiceResponse> {
  const url = URL.parse(message.url ?? '/', 'https://localhost');
  if (!url) throw new HubFault('ArgumentInvalid', 'The address of the request cannot be read.');
  const { route, path } = found(findRoute(routes, message.method ?? '', url.pathname), message);
  authorize(hub, tokens, message.headers.authorization, decodeURIComponent(url.pathname), route.right);
  checkApiVersion(url.searchParams.get('api-version'));
  const body = await readBody(message);

  return route.answer(toRequest(hub, message, url, path, body));
}

function found(match: RouteMatch, { method, url }: IncomingMessage): RouteMatch & { kind: 'found' } {
  switch (match.kind) {
    case 'found':
      return match;
    case 'wrongMethod':
      throw new HubFault('MethodNotAllowed', `${method} is not allowed here.`);
    case 'unknown':
      throw new HubFault('ResourceNotFound', `This local hub does not serve ${method} ${url?.split('?')[0]}.`);
  }
}

function checkApiVersion(version: string | null): void {
  if (version !== null && apiVersions.has(version.toLowerCase())) return;

  throw new HubFault(
    'InvalidProtocolVersion',
    version === null ? 'The parameter "api-version" is missing.' : `The api-version "${version}" is unknown.`,
  );
}

function toRequest(
  hub: IotHub,
  message: IncomingMessage,
  url: URL,
  path: Readonly<Record<string, string>>,
  body: Buffer,
): ServiceRequest {
  return {
    hub,
    path,
    query: url.searchParams,
    header: name => {
      const value = message.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    json: () => parseJson(body),
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new HubFault('ArgumentInvalid', `The body is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

function failure(error: unknown, hub: IotHub, log: (error: unknown) => void): ServiceResponse {
  const fault = error instanceof HubFault ? error : new HubFault('ServerError', 'The local hub failed.');
  if (fault !== error && !isAbort(error)) log(error);

  return {
    status: fault.httpStatus,
    headers: {
      'iothub-errorcode': fault.fault,
      ...(fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }),
    },
    body: fault.body(hub.now()),
  };
}

/** What reading a body ends with when the client goes away in the middle of it. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

function send(reply: ServerResponse, { status = 200, headers = {}, body }: ServiceResponse): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  // The official client gives an empty text instead of the object if the type is not exactly there.
  const type = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  reply.writeHead(status, { ...headers, ...type, 'content-length': Buffer.byteLength(text) });
  reply.end(text);
}
