import type { Secret } from './secret.ts';

/** What a shared access policy may allow, in the words of the service. */
export const accessRights = ['RegistryRead', 'RegistryWrite', 'ServiceConnect', 'DeviceConnect'] as const;
export type AccessRight = (typeof accessRights)[number];

/** A shared access policy of a hub. */
export interface AccessPolicy {
  readonly name: string;
  /** As the service tells them: who may write may read, which is then not said. */
  readonly rights: readonly AccessRight[];
  readonly primaryKey: Secret;
  readonly secondaryKey: Secret;
}

export type PolicyKey = 'primaryKey' | 'secondaryKey';

/**
 * The shared access policies of a hub. A change writes the hub as it was read, and is refused if somebody changed it
 * meanwhile. All throw ResourceError; AbortError if `signal` says so.
 */
export interface AccessPolicies {
  list(signal?: AbortSignal): Promise<readonly AccessPolicy[]>;
  /** @throws ResourceError `notFound` */
  get(name: string, signal?: AbortSignal): Promise<AccessPolicy>;
  create(name: string, rights: readonly AccessRight[], signal?: AbortSignal): Promise<void>;
  delete(name: string, signal?: AbortSignal): Promise<void>;
  /** Gives a policy another key: whoever has the old one is refused from then on. */
  regenerate(name: string, key: PolicyKey, signal?: AbortSignal): Promise<void>;
}

/** What is wrong with the name of a policy, in a sentence; nothing if it is good. Source: the portal's own check. */
export function policyNameProblem(name: string): string | undefined {
  return /^[\w.-]{1,64}$/.test(name)
    ? undefined
    : 'A policy has a name of 1 to 64 letters, digits, dots, dashes and underscores.';
}
