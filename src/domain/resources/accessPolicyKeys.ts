import type { HubConnectionString } from '../connectionString.ts';

/** A shared access policy of a hub or a provisioning service, with its rights in the words of the service: `RegistryWrite`. */
export interface AccessPolicyKeys extends HubConnectionString {
  readonly rights: readonly string[];
}

/** The policy with the fewest rights that has all of these; nothing if none has. */
export function leastPolicy(
  policies: readonly AccessPolicyKeys[],
  needed: readonly string[],
): AccessPolicyKeys | undefined {
  return policies
    .map(policy => ({ policy, all: allOf(policy.rights) }))
    .filter(({ all }) => needed.every(right => all.has(right)))
    .toSorted((one, other) => one.all.size - other.all.size)[0]?.policy;
}

/** Who may write may read: the resource manager does not say so of `RegistryWrite` and `EnrollmentWrite`. */
function allOf(rights: readonly string[]): ReadonlySet<string> {
  return new Set(rights.flatMap(right => [right, right.replace(/Write$/, 'Read')]));
}
