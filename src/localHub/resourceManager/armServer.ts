import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { RestFault, type RestProblem } from '../protocols/https/restFault.ts';
import { createRestServer, isAbort } from '../protocols/https/restServer.ts';
import type { ServiceResponse } from '../protocols/https/router.ts';
import type { AccessTokens } from '../tokens/accessTokens.ts';
import { ArmFault, badRequest } from './armFault.ts';
import type { ApiVersions, ArmContext, ArmRoute } from './armRequest.ts';
import { armRoutes } from './armRoutes.ts';
import type { ArmThrottle } from './armThrottle.ts';
import { checkToken } from './checkToken.ts';
import { sameName } from './resourceIds.ts';

export interface ArmServerOptions {
  readonly context: ArmContext;
  readonly tokens: AccessTokens;
  readonly throttle: ArmThrottle;
  readonly onCommitted: (callback: () => void) => void;
  readonly log: (error: unknown) => void;
}

/** How Azure Resource Manager names what is wrong with a request as such. */
const faultOf: Readonly<Record<RestProblem, readonly [status: number, code: string]>> = {
  unreadableAddress: [400, 'BadRequest'],
  notServed: [404, 'InvalidResourceType'],
  methodNotAllowed: [405, 'MethodNotAllowed'],
  bodyTooLarge: [413, 'RequestContentTooLarge'],
  notJson: [400, 'InvalidRequestContent'],
};

/** Azure Resource Manager over HTTP, for the resources that this process serves. */
export function createArmServer({ context, tokens, throttle, onCommitted, log }: ArmServerOptions): Server {
  return createRestServer<ArmRoute>({
    routes: armRoutes,
    admit({ method, headers }, url, route) {
      checkToken(tokens, headers.authorization, context.endpoint);
      throttle.take(method);
      checkSubscription(context, url.pathname);
      checkApiVersion(route.apiVersions, url.searchParams.get('api-version'));
    },
    async answer(route, request, { method, url = '' }) {
      const pathname = url.split('?', 1)[0]?.replace(/^\/*/, '/') ?? '/';
      const response = await route.answer({ arm: context, pathname, ...request });
      return withRequestId({ ...response, headers: { ...throttle.remaining(method), ...response.headers } });
    },
    refusal: error => withRequestId(refusal(error, log)),
    onCommitted,
    log,
  });
}

function checkSubscription({ subscriptionId }: ArmContext, pathname: string): void {
  const asked = /^\/subscriptions\/(?<id>[^/]+)/i.exec(pathname)?.groups?.['id'];
  if (asked === undefined || sameName(asked, subscriptionId)) return;

  throw new ArmFault(404, 'SubscriptionNotFound', `The subscription '${asked}' could not be found.`);
}

function checkApiVersion(versions: ApiVersions, version: string | null): void {
  if (version === null) {
    const message = 'The api-version query parameter (?api-version=) is required for all requests.';
    throw badRequest(message, 'MissingApiVersionParameter');
  }
  if (versions.has(version)) return;

  const message = `The api-version '${version}' is invalid. The supported versions are: ${versions.known}.`;
  throw badRequest(message, 'InvalidApiVersionParameter');
}

function refusal(error: unknown, log: (error: unknown) => void): ServiceResponse {
  const fault = toFault(error);
  if (fault.httpStatus === 500 && !isAbort(error)) log(error);

  return { status: fault.httpStatus, headers: fault.headers, body: { error: fault.body } };
}

function toFault(error: unknown): ArmFault {
  if (error instanceof ArmFault) return error;
  if (error instanceof RestFault) return new ArmFault(...faultOf[error.problem], error.message);

  return new ArmFault(500, 'InternalServerError', 'The local resource manager failed.');
}

/** As every answer of Azure's, for those who ask for support. */
function withRequestId(response: ServiceResponse): ServiceResponse {
  return { ...response, headers: { ...response.headers, 'x-ms-request-id': randomUUID() } };
}
