import type { Json } from '../json.ts';

/** What an expression can come to. `undefined`: the property is not there, or the operation has no answer. */
export type Value = Json | undefined;

/** What the language can compare. */
export type Primitive = string | number | boolean | null;

export function isPrimitive(value: Value): value is Primitive {
  return value === null || (typeof value !== 'object' && value !== undefined);
}

/** JSON has no infinity: arithmetic that leaves the numbers has no answer. */
export function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
