import * as z from 'zod/mini';
import type { ServiceResponse } from '../protocols/https/router.ts';
import { ArmFault } from './armFault.ts';
import { type ArmContext, type ArmRequest, bodyOf } from './armRequest.ts';

/** Which names resources of a type can have that are parts of host names: no two in all of Azure are the same. */
export interface NameRule {
  /** What is named: `IoT hub`. */
  readonly kind: string;
  /** What is wrong with a name, in one sentence. */
  readonly problem: (name: string) => string | undefined;
  readonly isTaken: (arm: ArmContext, name: string) => boolean;
  /** How the resource provider calls a name that is not valid, or not free, when it is asked and when it refuses. */
  readonly codes: { readonly invalidReason: string; readonly invalid: string; readonly taken: string };
}

/** The codes of Microsoft.Devices. */
export const devicesNameCodes: NameRule['codes'] = {
  invalidReason: 'Invalid',
  invalid: 'InvalidResourceName',
  taken: 'NameNotAvailable',
};

/** Answers whether a name could be given. */
export function checkName(request: ArmRequest, rule: NameRule): ServiceResponse {
  const { name } = bodyOf(request, z.object({ name: z.string() }));
  const problem = rule.problem(name);
  if (problem) return { body: { nameAvailable: false, reason: rule.codes.invalidReason, message: problem } };
  if (rule.isTaken(request.arm, name)) {
    return { body: { nameAvailable: false, reason: 'AlreadyExists', message: taken(rule, name) } };
  }
  return { body: { nameAvailable: true } };
}

/** @throws ArmFault 400 for a name that is not valid, 409 for one that is not free. */
export function checkNameFree(arm: ArmContext, rule: NameRule, name: string): void {
  const problem = rule.problem(name);
  if (problem) throw new ArmFault(400, rule.codes.invalid, problem);
  if (rule.isTaken(arm, name)) throw new ArmFault(409, rule.codes.taken, taken(rule, name));
}

function taken({ kind }: NameRule, name: string): string {
  return `The ${kind} name '${name}' is not available.`;
}
