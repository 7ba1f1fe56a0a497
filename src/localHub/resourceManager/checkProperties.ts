import { isDeepStrictEqual } from 'node:util';
import { badRequest } from './armFault.ts';

export interface KnownProperties {
  /** What is so of every resource of the type, and cannot be changed. */
  readonly fixed: Readonly<Record<string, unknown>>;
  /** What is read elsewhere, or what the service sets by itself. */
  readonly passedOver: ReadonlySet<string>;
}

/**
 * Refuses what a local resource would not do, instead of keeping it without effect. What says nothing (`{}`, `[]`, null)
 * and what is so already may stand in a request.
 * @param what `A local hub`
 * @throws ArmFault BadRequest
 */
export function checkProperties(
  what: string,
  properties: Readonly<Record<string, unknown>>,
  { fixed, passedOver }: KnownProperties,
): void {
  const wanted = Object.entries(properties).find(
    ([name, value]) => !passedOver.has(name) && !saysNothing(value) && !isDeepStrictEqual(value, fixed[name]),
  );
  if (!wanted) return;

  throw badRequest(`${what} has no '${wanted[0]}' that can be set. Leave it out, or try it on one of Azure.`);
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.values(value).every(saysNothing);
}
