import { type Json, isJsonObject } from './json.ts';

/** True if both carry the same: the order of members does not count, that of items does. Absent equals only absent. */
export function jsonEqual(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  if (isJsonObject(one)) return isJsonObject(other) && objectsEqual(one, other);
  if (!Array.isArray(one) || !Array.isArray(other)) return false;

  return one.length === other.length && one.every((item: Json, index) => jsonEqual(item, other[index] as Json));
}

function objectsEqual(one: Record<string, Json>, other: Record<string, Json>): boolean {
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(key => Object.hasOwn(other, key) && jsonEqual(one[key], other[key]))
  );
}
