import type { Right } from '../../iotHub/accessPolicy.ts';
import { HubFault } from '../../iotHub/hubFault.ts';
import type { IotHub } from '../../iotHub/iotHub.ts';
import { splitAudience } from '../../iotHub/sharedAccessSignature.ts';
import { type SignedTokens, hasExpired } from './signedTokens.ts';

/**
 * Lets a service in by the shared access signature of a policy: signed by one of the policy's keys, for this hub and
 * the start of this path, not expired, with the right that the resource needs.
 * @throws HubFault IotHubUnauthorized (401003)
 */
export function authorize(
  hub: IotHub,
  tokens: SignedTokens,
  authorization: string | undefined,
  pathname: string,
  right: Right,
): void {
  if (!authorization) throw unauthorized('Authorization header missing.');
  const signed = tokens.check(authorization);
  if ('refusal' in signed) throw unauthorized(signed.refusal);

  const { host, path } = splitAudience(signed.token.resource);
  const coversPath = path === '' || pathname === path || pathname.startsWith(`${path}/`);
  if (!hub.hostNames.has(host) || !coversPath)
    throw unauthorized('The shared access signature is for another resource.');
  if (hasExpired(signed, hub.now())) throw unauthorized('The shared access signature has expired.');
  if (!signed.policy.rights.includes(right)) {
    throw unauthorized(`Authorization rule '${signed.policy.name}' does not allow access for '${right}'.`);
  }
}

function unauthorized(message: string): HubFault {
  return new HubFault('IotHubUnauthorized', message);
}
