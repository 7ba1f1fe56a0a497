import { randomBytes } from 'node:crypto';
import { Secret } from '../../domain/secret.ts';

/** What a shared access policy may allow. */
export type Right = 'registryRead' | 'registryWrite' | 'serviceConnect' | 'deviceConnect';

/** The policies that every hub has, with their rights: IoT Hub, "Control access by using shared access signatures". */
export const builtInPolicies = {
  iothubowner: ['registryRead', 'registryWrite', 'serviceConnect', 'deviceConnect'],
  service: ['serviceConnect'],
  device: ['deviceConnect'],
  registryRead: ['registryRead'],
  registryReadWrite: ['registryRead', 'registryWrite'],
} as const satisfies Record<string, readonly Right[]>;

export type PolicyName = keyof typeof builtInPolicies;

export interface AccessPolicy {
  readonly name: PolicyName;
  readonly primaryKey: Secret;
  readonly secondaryKey: Secret;
  readonly rights: readonly Right[];
}

/** A new symmetric key: 256 bits, base64. */
export function newKey(): string {
  return randomBytes(32).toString('base64');
}

function isPolicyName(name: string): name is PolicyName {
  return Object.hasOwn(builtInPolicies, name);
}

/** Reads the policies from where `keep` has them, and makes the keys that are missing. */
export function openPolicies(keep: (name: string, make: () => string) => string): ReadonlyMap<string, AccessPolicy> {
  const names = Object.keys(builtInPolicies).filter(isPolicyName);

  return new Map(
    names.map(name => [
      name,
      {
        name,
        primaryKey: new Secret(keep(`policy/${name}/primaryKey`, newKey)),
        secondaryKey: new Secret(keep(`policy/${name}/secondaryKey`, newKey)),
        rights: builtInPolicies[name],
      },
    ]),
  );
}
