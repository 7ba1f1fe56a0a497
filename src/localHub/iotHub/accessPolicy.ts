import { randomBytes } from 'node:crypto';
import { Secret } from '../../domain/secret.ts';

/** What a shared access policy may allow. */
export const rights = ['registryRead', 'registryWrite', 'serviceConnect', 'deviceConnect'] as const;
export type Right = (typeof rights)[number];

/** The policies that every hub has, with their rights: IoT Hub, "Control access by using shared access signatures". */
export const builtInPolicies = {
  iothubowner: ['registryRead', 'registryWrite', 'serviceConnect', 'deviceConnect'],
  service: ['serviceConnect'],
  device: ['deviceConnect'],
  registryRead: ['registryRead'],
  registryReadWrite: ['registryRead', 'registryWrite'],
} as const satisfies Record<string, readonly Right[]>;

export type PolicyName = keyof typeof builtInPolicies;

/** A policy of a hub; with other names and rights, of another service. */
export interface AccessPolicy<Name extends string = PolicyName, R extends string = Right> {
  readonly name: Name;
  readonly primaryKey: Secret;
  readonly secondaryKey: Secret;
  readonly rights: readonly R[];
}

/** A new symmetric key: 256 bits, base64. */
export function newKey(): string {
  return randomBytes(32).toString('base64');
}

/**
 * Reads the policies from where `keep` has their keys, and makes the keys that are missing.
 * @param rightsOf those of each policy, by its name.
 */
export function openPolicies<Name extends string, R extends string>(
  rightsOf: Readonly<Record<Name, readonly R[]>>,
  keep: (name: string, make: () => string) => string,
): ReadonlyMap<string, AccessPolicy<Name, R>> {
  const names = Object.keys(rightsOf) as Name[];

  return new Map(
    names.map(name => [
      name,
      {
        name,
        primaryKey: new Secret(keep(`policy/${name}/primaryKey`, newKey)),
        secondaryKey: new Secret(keep(`policy/${name}/secondaryKey`, newKey)),
        rights: rightsOf[name],
      },
    ]),
  );
}
