import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { DeviceCredentials } from '../../../iotHub/deviceSide.ts';
import type { OperationStatus } from '../../../provisioning/assignments.ts';
import type { AttestedDevice } from '../../../provisioning/attestedDevice.ts';
import type { DeviceProvisioning } from '../../../provisioning/deviceProvisioning.ts';
import { parseRegisterBody, refuseTpm, retryAfterSeconds } from '../../../provisioning/registerBody.ts';
import { presentedCertificate } from '../../presentedCertificate.ts';
import type { RestRequest, RestRoute, ServiceResponse } from '../router.ts';
import type { ProvisioningRequest } from './provisioningRoute.ts';

/** A request of a device that proved who it is. */
export interface DeviceHttpRequest extends ProvisioningRequest {
  readonly device: AttestedDevice;
}

/** A route for devices. */
export interface DeviceRoute extends RestRoute<DeviceHttpRequest> {
  readonly for: 'devices';
}

const registration = '/:idScope/registrations/:registrationId';

/** How devices ask for their hub over HTTP: IoT DPS REST API, "Runtime Registration". */
export const deviceRoutes: readonly DeviceRoute[] = [
  { for: 'devices', method: 'PUT', path: `${registration}/register`, answer: register },
  { for: 'devices', method: 'GET', path: `${registration}/operations/:operationId`, answer: status },
  { for: 'devices', method: 'POST', path: registration, answer: lookUp },
];

/** @throws ProvisioningFault Unauthorized; ArgumentInvalid for a device with a TPM */
export function attestedBy(
  service: DeviceProvisioning,
  { path, json }: RestRequest,
  message: IncomingMessage,
): AttestedDevice {
  const { idScope = '', registrationId = '' } = path;
  const credentials = credentialsOf(message);
  if (!credentials) refuseTpm(json());
  return service.attest({ idScope, registrationId, credentials });
}

/** A token counts before a certificate. */
function credentialsOf({ headers, socket }: IncomingMessage): DeviceCredentials | undefined {
  if (headers.authorization) return { kind: 'sas', token: headers.authorization };

  // Requests come over our own TLS sockets.
  const certificate = presentedCertificate(socket as TLSSocket);
  return certificate && { kind: 'x509', certificate };
}

function register({ service, device, query, path, json }: DeviceHttpRequest): ServiceResponse {
  service.throttle.take('registrations');
  const payload = parseRegisterBody(json(), device.registrationId);
  const apiVersion = query.get('api-version') ?? '';
  const operation = service.assignments.register({ device, apiVersion, ...(payload === undefined ? {} : { payload }) });

  const { headers, ...answer } = operationAnswer(operation);
  const location = `/${path['idScope']}/registrations/${path['registrationId']}/operations/${operation.operationId}`;
  return { ...answer, headers: { ...headers, location } };
}

function status({ service, device, path: { operationId = '' } }: DeviceHttpRequest): ServiceResponse {
  service.throttle.take('polls', device.registrationId);
  return operationAnswer(service.assignments.status(device, operationId));
}

/** Counts as a registration. */
function lookUp({ service: { registrations, throttle }, device }: DeviceHttpRequest): ServiceResponse {
  throttle.take('registrations');
  return { body: registrations.document(registrations.get(device.registrationId)) };
}

function operationAnswer(body: OperationStatus): ServiceResponse {
  if (body.status !== 'assigning') return { body };
  return { status: 202, headers: { 'retry-after': String(retryAfterSeconds) }, body };
}
