import type { AccessPolicies } from './accessPolicies.ts';
import type { ConsumerGroups } from './consumerGroups.ts';

/** A hub as a resource: what only a resource manager can tell and change of it, not the hub itself. */
export interface HubResource {
  readonly certificates: CertificateAuthorities;
  readonly policies: AccessPolicies;
  readonly consumerGroups: ConsumerGroups;
  /** The size of the hub, and what was used of what it may do. Throws as {@link CertificateAuthorities}. */
  usage(signal?: AbortSignal): Promise<HubUsage>;
}

export interface HubUsage {
  /** `S1`; a local hub without limits has a word of its own. */
  readonly sku: string;
  readonly units: number;
  /** Such as `TotalMessages`, of the day that is under way in UTC. Without `most` nothing is limited. */
  readonly metrics: readonly { readonly name: string; readonly used: number; readonly most?: number }[];
}

/** An authority whose devices may sign in by certificates, once it is verified. */
export interface CertificateAuthority {
  readonly name: string;
  readonly subject: string;
  /** SHA-1, upper-case hexadecimal. */
  readonly thumbprint: string;
  readonly expires: Date;
  readonly isVerified: boolean;
  readonly etag: string;
}

/** What a proof of possession is about. */
export interface VerificationCode {
  /** The common name that the proof must have. */
  readonly code: string;
  /** What the code is good for: the authority as it is since the code was made. */
  readonly etag: string;
  /** The authority's certificate, PEM. */
  readonly certificate: string;
}

/**
 * The authorities of a hub's devices.
 * All throw ResourceError; AbortError if `signal` says so.
 */
export interface CertificateAuthorities {
  list(signal?: AbortSignal): Promise<readonly CertificateAuthority[]>;
  /** Adds one that is not verified. @param certificate PEM, or base64 of DER. */
  add(name: string, certificate: string, signal?: AbortSignal): Promise<CertificateAuthority>;
  generateVerificationCode(authority: CertificateAuthority, signal?: AbortSignal): Promise<VerificationCode>;
  /** @param proof a certificate for the code, signed by the authority: PEM, or base64 of DER. */
  verify(name: string, code: VerificationCode, proof: string, signal?: AbortSignal): Promise<CertificateAuthority>;
  delete(authority: CertificateAuthority, signal?: AbortSignal): Promise<void>;
}
