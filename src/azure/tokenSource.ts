import type { Secret } from '../domain/secret.ts';

export interface TokenRequest {
  /** `https://management.azure.com/.default` */
  readonly scope: string;
  /** Absent: the tenant that the person signed in to. */
  readonly tenantId?: string;
  /** What the service challenged: JSON in base64. The token must be a new one that meets it. */
  readonly claims?: string;
}

export interface AccessToken {
  /** For the `Authorization` header, without `Bearer`. */
  readonly token: Secret;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/** Who a person, or a process, is to Entra ID. */
export interface TokenSource {
  /** @throws SignInError; AbortError if `signal` says so. */
  getToken(request: TokenRequest, signal?: AbortSignal): Promise<AccessToken>;
}

const aYearMs = 365 * 24 * 60 * 60 * 1000;

/** A token that was given, for one scope: that of a local resource manager. */
export function givenToken(token: Secret): TokenSource {
  return { getToken: async () => ({ token, expiresAtMs: Date.now() + aYearMs }) };
}
