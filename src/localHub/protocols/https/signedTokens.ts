import {
  type SharedAccessSignature,
  expiresAtMs,
  isSignedBy,
  parseSharedAccessSignature,
} from '../../iotHub/sharedAccessSignature.ts';
import type { AccessPolicy } from '../../iotHub/accessPolicy.ts';

export interface SignedToken<Policy = AccessPolicy> {
  readonly token: SharedAccessSignature;
  readonly policy: Policy;
}

/** Clients send the same token with each request for a while; how many of them are remembered. */
const most = 256;

/** Reads tokens of a service's policies and checks their signatures, each token once. */
export class SignedTokens<Policy extends AccessPolicy<string, string> = AccessPolicy> {
  readonly #policies: ReadonlyMap<string, Policy>;
  readonly #known = new Map<string, SignedToken<Policy>>();

  constructor(policies: ReadonlyMap<string, Policy>) {
    this.#policies = policies;
  }

  /** The token if one of its policy's keys made it, or why it is not good. Whether it has expired is not looked at. */
  check(text: string): SignedToken<Policy> | { readonly refusal: string } {
    const known = this.#known.get(text);
    if (known && this.#policies.get(known.policy.name) === known.policy) return known;

    const token = parseSharedAccessSignature(text);
    if (!token) return { refusal: 'The Authorization header is not a shared access signature.' };
    const policy = this.#policies.get(token.keyName ?? '');
    if (!policy) return { refusal: 'The shared access signature names no policy of this service.' };
    const keys = [policy.primaryKey.reveal(), policy.secondaryKey.reveal()];
    if (!isSignedBy(token, keys)) return { refusal: 'The signature is wrong.' };

    return this.#remember(text, { token, policy });
  }

  #remember(text: string, signed: SignedToken<Policy>): SignedToken<Policy> {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= most && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(text, signed);
    return signed;
  }
}

/** True once the token's time is over. */
export function hasExpired({ token }: Pick<SignedToken, 'token'>, nowMs: number): boolean {
  return expiresAtMs(token) <= nowMs;
}
