import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readBody } from './readBody.ts';
import { RestFault } from './restFault.ts';
import { findRoute, type RestRequest, type RestRoute, type RouteMatch, type ServiceResponse } from './router.ts';

/** What makes one REST API differ from another. */
export interface RestApi<R extends RestRoute<never>> {
  readonly routes: readonly R[];
  /** Judges a request before its body is read, by its headers, its address and its route. @throws to refuse it. */
  admit(message: IncomingMessage, url: URL, route: R): void;
  /** @param message the request as it came, for what only its connection knows. */
  answer(route: R, request: RestRequest, message: IncomingMessage): ServiceResponse | Promise<ServiceResponse>;
  /** The answer to a {@link RestFault}, to a refusal of the API's own, and to any other failure. */
  refusal(error: unknown): ServiceResponse;
  /** Calls back once all that requests wrote so far is committed. */
  onCommitted(callback: () => void): void;
  /** Hears of failures while sending an answer. */
  log(error: unknown): void;
}

/** As long as clients keep a connection for the next request: shorter, and requests meet a closing socket. */
const keepAliveMs = 120_000;

/** Serves a REST API over JSON. The server listens nowhere: a port hands it the sockets. */
export function createRestServer<R extends RestRoute<never>>(api: RestApi<R>): Server {
  return createServer({ keepAliveTimeout: keepAliveMs }, (message, reply) => {
    answer(api, message)
      .then(written)
      .catch((error: unknown) => written(api.refusal(error)))
      .then(response => api.onCommitted(() => sendOrBreak(api, reply, response)))
      .catch((error: unknown) => api.log(error));
  });
}

/** True for what reading a body ends with when the client goes away in the middle of it. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

/** Life of a request: route, admission, body, resource. */
async function answer<R extends RestRoute<never>>(api: RestApi<R>, message: IncomingMessage): Promise<ServiceResponse> {
  // The official client puts a slash before an id that has one; two of them would begin a host name.
  const url = URL.parse((message.url ?? '').replace(/^\/*/, '/'), 'https://localhost');
  if (!url) throw new RestFault('unreadableAddress', 'The address of the request cannot be read.');
  const { route, path } = found(findRoute(api.routes, message.method ?? '', url.pathname), message);
  api.admit(message, url, route);
  const body = await readBody(message);

  return api.answer(route, toRequest(message, url, path, body), message);
}

function found<R>(match: RouteMatch<R>, { method, url }: IncomingMessage): RouteMatch<R> & { kind: 'found' } {
  switch (match.kind) {
    case 'found':
      return match;
    case 'wrongMethod':
      throw new RestFault('methodNotAllowed', `${method} is not allowed here.`);
    case 'unknown':
      throw new RestFault('notServed', `This local hub does not serve ${method} ${url?.split('?')[0]}.`);
  }
}

function toRequest(message: IncomingMessage, url: URL, path: RestRequest['path'], body: Buffer): RestRequest {
  return {
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
    throw new RestFault('notJson', `The body is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

/** A response whose body is text already: what cannot be written must be known before the commit. */
interface WrittenResponse extends Pick<ServiceResponse, 'status' | 'headers'> {
  readonly text: string | undefined;
}

function written({ body, ...response }: ServiceResponse): WrittenResponse {
  return { ...response, text: body === undefined ? undefined : JSON.stringify(body) };
}

/** After a commit nobody catches: a response that cannot be sent, such as for its headers, breaks its connection alone. */
function sendOrBreak(api: Pick<RestApi<never>, 'log'>, reply: ServerResponse, response: WrittenResponse): void {
  try {
    send(reply, response);
  } catch (error) {
    api.log(error);
    reply.destroy();
  }
}

function send(reply: ServerResponse, { status = 200, headers = {}, text }: WrittenResponse): void {
  // The official client gives an empty text instead of the object if the type is not exactly there.
  const type = text === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  reply.writeHead(status, { ...headers, ...type, 'content-length': Buffer.byteLength(text ?? '') });
  reply.end(text);
}
