import type { Secret } from '../../domain/secret.ts';

/** A shared access policy, of a hub or of a provisioning service. */
export interface Policy {
  readonly name: string;
  readonly primaryKey: Secret;
  readonly secondaryKey: Secret;
  readonly rights: readonly string[];
}

/** A policy with its keys, as the resource manager tells it to those who may list keys. */
export function policyDocument({ name, primaryKey, secondaryKey, rights }: Policy) {
  return {
    keyName: name,
    primaryKey: primaryKey.reveal(),
    secondaryKey: secondaryKey.reveal(),
    rights: rightsText(rights),
  };
}

/** Who may write may read, which is then not said: `RegistryWrite, ServiceConnect`. */
function rightsText(rights: readonly string[]): string {
  return rights
    .filter(right => !rights.includes(right.replace(/Read$/, 'Write')) || !right.endsWith('Read'))
    .map(right => right.charAt(0).toUpperCase() + right.slice(1))
    .join(', ');
}
