import type { LocalHub } from '../support/localHub.ts';
import { type Answer, policyToken, type RawRequest, sendRequest } from './service.ts';

/** Sends a request to the provisioning service as it is given; by default the owner signs it. */
export function rawProvisioningRequest(hub: LocalHub, path: string, request: RawRequest = {}): Promise<Answer> {
  const { connectionString, port } = hub.provisioning;
  const key = /SharedAccessKey=(?<key>.*)$/.exec(connectionString)?.groups?.['key'] ?? '';
  const authorization = policyToken('provisioningserviceowner', key);

  return sendRequest(hub.agent({ port }), path, { authorization, ...request });
}
