import type { ProvisioningServiceClient } from 'azure-iot-provisioning-service';
import type { LocalHub } from '../support/localHub.ts';
import { type Answer, policyToken, type RawRequest, sendRequest } from './service.ts';

/** Sends a request to the provisioning service as it is given; by default the owner signs it. */
export function rawProvisioningRequest(hub: LocalHub, path: string, request: RawRequest = {}): Promise<Answer> {
  const { connectionString, port } = hub.provisioning;
  const key = /SharedAccessKey=(?<key>.*)$/.exec(connectionString)?.groups?.['key'] ?? '';
  const authorization = policyToken('provisioningserviceowner', key);

  return sendRequest(hub.agent({ port }), path, { authorization, ...request });
}

/** An enrollment of a single device that signs in with this key. */
export function enrollmentOf(registrationId: string, key: string, settings: object = {}): IndividualEnrollment {
  const attestation = { type: 'symmetricKey', symmetricKey: { primaryKey: key, secondaryKey: key } };
  return asEnrollment({ registrationId, attestation, ...settings });
}

/** The client's type demands versions and metadata that no one sends. */
export function asEnrollment(document: object): IndividualEnrollment {
  return document as IndividualEnrollment;
}

export type IndividualEnrollment = Parameters<ProvisioningServiceClient['createOrUpdateIndividualEnrollment']>[0];

/** A device's twin and modules on a hub; nothing if the device is not there. */
export async function deviceOn(hub: LocalHub, hubName: string, deviceId: string): Promise<DeviceOnHub | undefined> {
  const registry = hub.registry(hub.named(hubName));
  try {
    const { responseBody: twin } = await registry.getTwin(deviceId);
    const { responseBody: modules } = await registry.getModulesOnDevice(deviceId);
    return {
      tags: twin.tags ?? {},
      desired: membersOf(twin.properties.desired),
      reported: membersOf(twin.properties.reported),
      modules: modules.map(({ moduleId }) => moduleId),
    };
  } catch (error) {
    if ((error as { name?: string }).name === 'DeviceNotFoundError') return undefined;
    throw error;
  }
}

export interface DeviceOnHub {
  readonly tags: Readonly<Record<string, unknown>>;
  readonly desired: Readonly<Record<string, unknown>>;
  readonly reported: Readonly<Record<string, unknown>>;
  readonly modules: readonly string[];
}

function membersOf(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith('$')));
}

/** The service's status and number of a refusal. */
export async function refusalOf(request: Promise<unknown>): Promise<{ status?: number; errorCode?: number }> {
  try {
    await request;
    return {};
  } catch (error) {
    const { response, responseBody = '{}' } = error as { response?: { statusCode: number }; responseBody?: string };
    const { errorCode } = JSON.parse(responseBody) as { errorCode: number };
    return { ...(response ? { status: response.statusCode } : {}), errorCode };
  }
}

/** A token with which a device asks for its hub. */
export function deviceToken(hub: LocalHub, registrationId: string, key: string): string {
  return policyToken('registration', key, { resource: `${hub.provisioning.idScope}/registrations/${registrationId}` });
}

/** Asks for a device's hub over HTTP, once. */
export function moveRequest(hub: LocalHub, registrationId: string, authorization: string): Promise<Answer> {
  const { idScope, port } = hub.provisioning;
  const path = `/${idScope}/registrations/${registrationId}/register?api-version=2021-06-01`;
  return sendRequest(hub.agent({ port }), path, { method: 'PUT', body: '{}', authorization });
}
