import { type Json, type JsonObject, isJsonObject } from '../../domain/json.ts';

/**
 * What a device reports to acknowledge desired properties: the same values under the same names, as far as it has not
 * reported them already. In `desired`, `null` says that a property was removed: it is then removed from reported, too.
 * @returns nothing if there is nothing to report
 */
export function acknowledgementOf(desired: JsonObject, reported: JsonObject): JsonObject | undefined {
  const changes = Object.entries(desired)
    .filter(([name]) => !name.startsWith('$'))
    .map(([name, wanted]) => [name, changeOf(wanted, reported[name])] as const)
    .filter((change): change is readonly [string, Json] => change[1] !== undefined);

  return changes.length === 0 ? undefined : Object.fromEntries(changes);
}

function changeOf(wanted: Json, reported: Json | undefined): Json | undefined {
  if (wanted === null) return reported === undefined ? undefined : null;
  if (!isJsonObject(wanted)) return same(wanted, reported) ? undefined : wanted;

  // An object over something that is none: all of it is new, and an empty one is a value too.
  if (!isJsonObject(reported)) return acknowledgementOf(wanted, {}) ?? {};
  return acknowledgementOf(wanted, reported);
}

function same(one: Json, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
