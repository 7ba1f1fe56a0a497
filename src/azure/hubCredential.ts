import type { HubConnectionString } from '../domain/connectionString.ts';
import type { HubError } from '../domain/hubError.ts';
import { sharedAccessSignature } from './sharedAccessSignature.ts';

/** A request as it will be sent. */
export interface AskedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
}

/** Gives the `Authorization` header of a request. */
export type Authorize = (request: AskedRequest) => string;

/** What a hub or a provisioning service is shown. */
export interface HubCredential {
  /** Gets ready for a request. @throws what says why it cannot; AbortError if `signal` says so. */
  prepare(signal?: AbortSignal): Promise<Authorize>;
  /**
   * Hears that the service refused the credential. True if it has another one now, so that the request may be sent again.
   * @throws an error that says more than `error`.
   */
  refused?(error: HubError, request: AskedRequest, signal?: AbortSignal): Promise<boolean>;
}

const signatureMs = 60 * 60 * 1000;

/** Signs with the key of a policy, each request for an hour: as long as azure-iothub does. */
export function policyCredential(policy: HubConnectionString): HubCredential {
  return { prepare: async () => () => policyAuthorization(policy) };
}

/** The header that shows the key of a policy. The port is no part of the resource. */
export function policyAuthorization({ hostName, sharedAccessKeyName, sharedAccessKey }: HubConnectionString): string {
  const [resource = hostName] = hostName.split(':');
  const expiryMs = Date.now() + signatureMs;
  return sharedAccessSignature({ resource, key: sharedAccessKey, policy: sharedAccessKeyName, expiryMs });
}
