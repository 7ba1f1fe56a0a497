import type { AccessPolicy } from '../../iotHub/accessPolicy.ts';
import { splitAudience } from '../../iotHub/sharedAccessSignature.ts';
import { type SignedTokens, hasExpired } from './signedTokens.ts';

/** A service that lets others in by the shared access signatures of its policies. */
export interface SignedService {
  /** All names that clients may use for it, lower case, without port. */
  readonly hostNames: ReadonlySet<string>;
  readonly now: () => number;
}

export interface ServiceDemand<R extends string> {
  readonly authorization: string | undefined;
  readonly pathname: string;
  readonly right: R;
}

/**
 * Why a request may not come in, or nothing if it may: its shared access signature is by one of a policy's keys, for
 * this service and the start of this path, not expired, with the right that the resource needs.
 */
export function authorizationProblem<R extends string>(
  service: SignedService,
  tokens: SignedTokens<AccessPolicy<string, R>>,
  { authorization, pathname, right }: ServiceDemand<R>,
): string | undefined {
  if (!authorization) return 'Authorization header missing.';
  const signed = tokens.check(authorization);
  if ('refusal' in signed) return signed.refusal;

  const { host, path } = splitAudience(signed.token.resource);
  const coversPath = path === '' || pathname === path || pathname.startsWith(`${path}/`);
  if (!service.hostNames.has(host) || !coversPath) return 'The shared access signature is for another resource.';
  if (hasExpired(signed, service.now())) return 'The shared access signature has expired.';
  if (signed.policy.rights.includes(right)) return undefined;
  return `Authorization rule '${signed.policy.name}' does not allow access for '${right}'.`;
}
