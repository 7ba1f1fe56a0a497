import type { Right } from '../../iotHub/accessPolicy.ts';
import { HubFault } from '../../iotHub/hubFault.ts';
import type { IotHub } from '../../iotHub/iotHub.ts';
import {
  expiresAtMs,
  isSignedBy,
  parseSharedAccessSignature,
  splitAudience,
} from '../../iotHub/sharedAccessSignature.ts';

const unauthorized = (message: string) => new HubFault('IotHubUnauthorized', message);

/**
 * Lets a service in by the shared access signature of a policy: signed by one of the policy's keys, for this hub and
 * the start of this path, not expired, with the right that the resource needs.
 * @throws HubFault IotHubUnauthorized (401003)
 */
export function authorize(hub: IotHub, authorization: string | undefined, pathname: string, right: Right): void {
  if (!authorization) throw unauthorized('Authorization header missing.');
  const token = parseSharedAccessSignature(authorization);
  if (!token) throw unauthorized('The Authorization header is not a shared access signature.');
  const policy = hub.policies.get(token.keyName ?? '');
  if (!policy) throw unauthorized('The shared access signature names no policy of this hub.');

  const { host, path } = splitAudience(token.resource);
  const coversPath = path === '' || pathname === path || pathname.startsWith(`${path}/`);
  const keys = [policy.primaryKey.reveal(), policy.secondaryKey.reveal()];
  if (!hub.hostNames.has(host) || !coversPath)
    throw unauthorized('The shared access signature is for another resource.');
  if (!isSignedBy(token, keys)) throw unauthorized('The signature is wrong.');
  if (expiresAtMs(token) <= hub.now()) throw unauthorized('The shared access signature has expired.');
  if (!policy.rights.includes(right)) {
    throw unauthorized(`Authorization rule '${policy.name}' does not allow access for '${right}'.`);
  }
}
