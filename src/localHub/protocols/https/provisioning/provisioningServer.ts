import type { Server } from 'node:http';
import type { DeviceProvisioning } from '../../../provisioning/deviceProvisioning.ts';
import { isDeviceApiVersion } from '../../../provisioning/deviceApiVersion.ts';
import { ProvisioningFault, type ProvisioningFaultName } from '../../../provisioning/provisioningFault.ts';
import type { ProvisioningRight } from '../../../provisioning/provisioningPolicy.ts';
import { type AccessTokens, isBearer, provisioningAudience } from '../../../tokens/accessTokens.ts';
import { authorizationProblem, type ServiceDemand } from '../authorize.ts';
import { RestFault, type RestProblem } from '../restFault.ts';
import { createRestServer, isAbort } from '../restServer.ts';
import type { ServiceResponse } from '../router.ts';
import { SignedTokens } from '../signedTokens.ts';
import { attestedBy, type DeviceRoute, deviceRoutes } from './deviceRoutes.ts';
import { enrollmentRoutes } from './enrollmentRoutes.ts';
import type { ProvisioningRoute } from './provisioningRoute.ts';
import { registrationRoutes } from './registrationRoutes.ts';

/** Those of services stand first: a device of the id scope "registrations" there is not. */
const routes: readonly (ProvisioningRoute | DeviceRoute)[] = [
  ...enrollmentRoutes,
  ...registrationRoutes,
  ...deviceRoutes,
];

/** Older versions are refused by the service: "Unknown api version". */
const serviceApiVersion = '2021-10-01';

/** How the service names what is wrong with a request as such. */
const faultOf: Readonly<Record<RestProblem, ProvisioningFaultName>> = {
  unreadableAddress: 'ArgumentInvalid',
  notServed: 'ResourceNotFound',
  methodNotAllowed: 'MethodNotAllowed',
  bodyTooLarge: 'MessageTooLarge',
  notJson: 'ArgumentInvalid',
};

/**
 * A provisioning service over HTTP. A failure that is not the client's is reported to `log` and answered with 500.
 */
export function createProvisioningServer(
  service: DeviceProvisioning,
  tokens: AccessTokens,
  log: (error: unknown) => void,
): Server {
  const signatures = new SignedTokens(service.policies);
  const problemOf = (demand: ServiceDemand<ProvisioningRight>) =>
    isBearer(demand.authorization)
      ? tokens.problem(demand.authorization, provisioningAudience)?.message
      : authorizationProblem(service, signatures, demand);

  return createRestServer<ProvisioningRoute | DeviceRoute>({
    routes,
    admit({ headers }, { pathname, searchParams }, route) {
      const version = searchParams.get('api-version') ?? '';
      if ('for' in route) return checkApiVersion(version, isDeviceApiVersion(version));
      const { authorization } = headers;
      const problem = problemOf({ authorization, pathname, right: route.right });
      if (problem !== undefined) throw new ProvisioningFault('Unauthorized', problem);
      checkApiVersion(version, version === serviceApiVersion);
      service.throttle.take('serviceOperations');
    },
    answer: (route, request, message) =>
      'for' in route
        ? route.answer({ service, device: attestedBy(service, request, message), ...request })
        : route.answer({ service, ...request }),
    refusal: error => refusal(error, service, log),
    onCommitted: callback => service.store.onCommitted(callback),
    log,
  });
}

function checkApiVersion(version: string, isKnown: boolean): void {
  if (isKnown) return;

  throw new ProvisioningFault('InvalidProtocolVersion', `Unknown api version "${version}": use ${serviceApiVersion}.`);
}

function refusal(error: unknown, service: DeviceProvisioning, log: (error: unknown) => void): ServiceResponse {
  const fault = toFault(error);
  if (fault.fault === 'ServerError' && !isAbort(error)) log(error);

  return {
    status: fault.httpStatus,
    headers: {
      'x-ms-error-code': String(fault.errorCode),
      ...(fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }),
    },
    body: fault.body(service.now()),
  };
}

function toFault(error: unknown): ProvisioningFault {
  if (error instanceof ProvisioningFault) return error;
  if (error instanceof RestFault) return new ProvisioningFault(faultOf[error.problem], error.message);

  return new ProvisioningFault('ServerError', 'The local provisioning service failed.');
}
