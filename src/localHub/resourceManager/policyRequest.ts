import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { Secret } from '../../domain/secret.ts';
import { type AccessPolicy, newKey, type Right, rights } from '../iotHub/accessPolicy.ts';
import { badRequest } from './armFault.ts';

/** IoT Hub, "Azure Resource Manager: SharedAccessSignatureAuthorizationRule". */
const policyBody = z.object({
  keyName: z.string().check(z.regex(/^[\w.-]{1,64}$/, 'not 1 to 64 letters, digits, dots, dashes and underscores')),
  primaryKey: z.optional(z.nullable(z.string())),
  secondaryKey: z.optional(z.nullable(z.string())),
  /** `RegistryRead, ServiceConnect` */
  rights: z.string(),
});
export const policiesBody = z.optional(z.nullable(z.array(policyBody)));
export type PoliciesBody = z.infer<typeof policiesBody>;

/** The ready line of a local hub, and what reads it, have the primary key of this one. */
const ownPolicy = 'iothubowner';
const keyBytes = { least: 16, most: 64 } as const;

/**
 * The policies that a request leaves a hub with: those that it names, and no others; nothing if it names none. A policy
 * without a key keeps the one that it had, or gets a new one.
 * @throws ArmFault BadRequest
 */
export function readPolicies(
  asked: PoliciesBody,
  known: ReadonlyMap<string, AccessPolicy<string>>,
): readonly AccessPolicy<string>[] | undefined {
  if (!asked || asked.length === 0) return undefined;

  const policies = asked.map(policy => readPolicy(policy, known.get(policy.keyName)));
  const names = new Set(policies.map(({ name }) => name.toLowerCase()));
  if (names.size < policies.length) throw badRequest('Two shared access policies have the same name.');
  checkOwn(policies, known);
  return policies;
}

/** @throws ArmFault BadRequest for policies of a hub that is yet to be made, as no source says what becomes of them. */
export function checkNoPolicies(asked: PoliciesBody): void {
  if (asked && asked.length > 0) {
    throw badRequest('A new local hub gets the usual shared access policies. Change them once it is there.');
  }
}

function readPolicy(asked: z.infer<typeof policyBody>, known: AccessPolicy<string> | undefined): AccessPolicy<string> {
  const policy = {
    name: asked.keyName,
    primaryKey: keyOf(asked.primaryKey, known?.primaryKey),
    secondaryKey: keyOf(asked.secondaryKey, known?.secondaryKey),
    rights: rightsOf(asked.rights),
  };
  return known && same(policy, known) ? known : policy;
}

function keyOf(asked: string | null | undefined, known: Secret | undefined): Secret {
  if (!asked) return known ?? new Secret(newKey());

  const { length } = Buffer.from(asked, 'base64');
  if (length >= keyBytes.least && length <= keyBytes.most) return new Secret(asked);
  throw badRequest(`A key of a shared access policy is base64 of ${keyBytes.least} to ${keyBytes.most} bytes.`);
}

/** Who may write may read. */
function rightsOf(text: string): readonly Right[] {
  const names = text.split(',').map(name => name.trim().toLowerCase());
  const found = names.map(name => rights.find(right => right.toLowerCase() === name));
  const unknown = names[found.indexOf(undefined)];
  if (unknown !== undefined) throw badRequest(`'${unknown}' is not a right of a shared access policy.`);

  const wanted = new Set(found);
  return rights.filter(right => wanted.has(right) || (right === 'registryRead' && wanted.has('registryWrite')));
}

function checkOwn(policies: readonly AccessPolicy<string>[], known: ReadonlyMap<string, AccessPolicy<string>>): void {
  const [before, after] = [known.get(ownPolicy), policies.find(({ name }) => name === ownPolicy)];
  const stays = after && before?.primaryKey.reveal() === after.primaryKey.reveal();
  if (!before || (stays && isDeepStrictEqual(before.rights, after.rights))) return;

  throw badRequest(
    `The policy '${ownPolicy}' of a local hub keeps its rights and its primary key, by which its own programs come in. Make another policy, or change its secondary key.`,
  );
}

function same(one: AccessPolicy<string>, other: AccessPolicy<string>): boolean {
  return (
    one.primaryKey.reveal() === other.primaryKey.reveal() &&
    one.secondaryKey.reveal() === other.secondaryKey.reveal() &&
    isDeepStrictEqual(one.rights, other.rights)
  );
}
