import { jsonEqual } from '../jsonEqual.ts';
import { type Json, type JsonObject, isJsonObject } from '../json.ts';
import type { TwinContent } from './twinContent.ts';

/** Body of a PATCH of a twin: members replace, objects merge, `null` removes. */
export interface TwinPatch {
  readonly tags?: JsonObject;
  readonly properties?: { readonly desired: JsonObject };
}

/** The smallest patch that makes `after` of `before`; nothing if they are the same. */
export function twinPatch(before: TwinContent, after: TwinContent): TwinPatch | undefined {
  const tags = objectPatch(before.tags, after.tags);
  const desired = objectPatch(before.desired, after.desired);
  if (!tags && !desired) return undefined;

  return { ...(tags ? { tags } : {}), ...(desired ? { properties: { desired } } : {}) };
}

function objectPatch(before: JsonObject, after: JsonObject): JsonObject | undefined {
  const removed = Object.keys(before).filter(key => !Object.hasOwn(after, key));
  const changed = Object.entries(after).flatMap(([key, value]): [string, Json][] => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const change = valuePatch(old, value);
    return change === undefined ? [] : [[key, change]];
  });
  const entries = [...removed.map((key): [string, Json] => [key, null]), ...changed];

  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function valuePatch(before: Json | undefined, after: Json): Json | undefined {
  if (isJsonObject(before) && isJsonObject(after)) return objectPatch(before, after);
  return jsonEqual(before, after) ? undefined : after;
}
