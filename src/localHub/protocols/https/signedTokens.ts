import {
  type SharedAccessSignature,
  expiresAtMs,
  isSignedBy,
  parseSharedAccessSignature,
} from '../../iotHub/sharedAccessSignature.ts';
import type { AccessPolicy } from '../../iotHub/accessPolicy.ts';

export interface SignedToken {
  readonly token: SharedAccessSignature;
  readonly policy: AccessPolicy;
}

/** Clients send the same token with each request for a while; how many of them are remembered. */
const most = 256;

/** Reads tokens of a hub's policies and checks their signatures, each token once. */
export class SignedTokens {
  readonly #policies: ReadonlyMap<string, AccessPolicy>;
  readonly #known = new Map<string, SignedToken>();

  constructor(policies: ReadonlyMap<string, AccessPolicy>) {
    this.#policies = policies;
  }

  /** The token if one of its policy's keys made it, or why it is not good. Whether it has expired is not looked at. */
  check(text: string): SignedToken | { readonly refusal: string } {
    const known = this.#known.get(text);
    if (known) return known;

    const token = parseSharedAccessSignature(text);
    if (!token) return { refusal: 'The Authorization header is not a shared access signature.' };
    const policy = this.#policies.get(token.keyName ?? '');
    if (!policy) return { refusal: 'The shared access signature names no policy of this hub.' };
    const keys = [policy.primaryKey.reveal(), policy.secondaryKey.reveal()];
    if (!isSignedBy(token, keys)) return { refusal: 'The signature is wrong.' };

    return this.#remember(text, { token, policy });
  }

  #remember(text: string, signed: SignedToken): SignedToken {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= most && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(text, signed);
    return signed;
  }
}

/** True once the token's time is over. */
export function hasExpired({ token }: SignedToken, nowMs: number): boolean {
  return expiresAtMs(token) <= nowMs;
}
