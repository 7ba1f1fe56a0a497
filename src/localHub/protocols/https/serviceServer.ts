import type { Server } from 'node:http';
import type { Right } from '../../iotHub/accessPolicy.ts';
import { apiVersions } from '../../iotHub/apiVersions.ts';
import { type FaultName, HubFault } from '../../iotHub/hubFault.ts';
import type { IotHub } from '../../iotHub/iotHub.ts';
import { type AccessTokens, hubAudience, isBearer } from '../../tokens/accessTokens.ts';
import { authorizationProblem, type ServiceDemand } from './authorize.ts';
import { configurationRoutes } from './configurations.ts';
import { deviceRoutes } from './devices.ts';
import { jobRoutes } from './jobs.ts';
import { methodRoutes } from './methods.ts';
import { queryRoutes } from './queries.ts';
import { RestFault, type RestProblem } from './restFault.ts';
import { createRestServer, isAbort } from './restServer.ts';
import type { Route, ServiceResponse } from './router.ts';
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
  ...jobRoutes,
  ...configurationRoutes,
  ...statisticsRoutes,
  ...transferJobRoutes,
];

/** How the service names what is wrong with a request as such. */
const faultOf: Readonly<Record<RestProblem, FaultName>> = {
  unreadableAddress: 'ArgumentInvalid',
  notServed: 'ResourceNotFound',
  methodNotAllowed: 'MethodNotAllowed',
  bodyTooLarge: 'MessageTooLarge',
  notJson: 'ArgumentInvalid',
};

/**
 * The service side of a hub over HTTP, version 2021-04-12 and older. A failure that is not the client's is reported to
 * `log` and answered with 500.
 */
export function createServiceServer(hub: IotHub, tokens: AccessTokens, log: (error: unknown) => void): Server {
  const signatures = new SignedTokens(hub.policies);
  // Whoever has a token of the tenant may do all that a hub's data can be asked for.
  const problemOf = (demand: ServiceDemand<Right>) =>
    isBearer(demand.authorization)
      ? tokens.problem(demand.authorization, hubAudience)?.message
      : authorizationProblem(hub, signatures, demand);

  return createRestServer<Route>({
    routes,
    admit({ headers }, url, route) {
      const { authorization } = headers;
      const demand = { authorization, pathname: decodeURIComponent(url.pathname), right: route.right };
      const problem = problemOf(demand);
      if (problem !== undefined) throw new HubFault('IotHubUnauthorized', problem);
      checkApiVersion(url.searchParams.get('api-version'));
      if (route.notInBasic) hub.checkNotBasic();
    },
    answer: (route, request) => route.answer({ hub, ...request }),
    refusal: error => refusal(error, hub, log),
    onCommitted: callback => hub.store.onCommitted(callback),
    log,
  });
}

function checkApiVersion(version: string | null): void {
  if (version !== null && apiVersions.has(version.toLowerCase())) return;

  throw new HubFault(
    'InvalidProtocolVersion',
    version === null ? 'The parameter "api-version" is missing.' : `The api-version "${version}" is unknown.`,
  );
}

function refusal(error: unknown, hub: IotHub, log: (error: unknown) => void): ServiceResponse {
  const fault = toFault(error);
  if (fault.fault === 'ServerError' && !isAbort(error)) log(error);

  return {
    status: fault.httpStatus,
    headers: {
      'iothub-errorcode': fault.fault,
      ...(fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }),
    },
    body: fault.body(hub.now()),
  };
}

function toFault(error: unknown): HubFault {
  if (error instanceof HubFault) return error;
  if (error instanceof RestFault) return new HubFault(faultOf[error.problem], error.message);

  return new HubFault('ServerError', 'The local hub failed.');
}
