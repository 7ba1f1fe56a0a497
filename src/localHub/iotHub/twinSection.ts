import { type Json, type JsonObject, isJsonObject } from '../../domain/json.ts';

/** `desired` or `reported`: its members, and when each of them last changed. */
export interface TwinProperties {
  readonly value: JsonObject;
  readonly metadata: JsonObject;
  readonly version: number;
}

/** What is written beside each changed member: the time, and for desired properties the version too. */
export interface Stamp {
  /** ISO 8601, UTC. */
  readonly $lastUpdated: string;
  readonly $lastUpdatedVersion?: number;
}

/** Members of a patch replace, `null` removes, objects merge: as PATCH does with tags. */
export function mergeMembers(target: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...target };
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete merged[key];
    else put(merged, key, mergeValue(merged[key], change));
  }
  return merged;
}

/** Merges a patch into properties and notes the time beside what changed. */
export function patchProperties(properties: TwinProperties, patch: JsonObject, stamp: Stamp): TwinProperties {
  return {
    value: mergeMembers(properties.value, patch),
    metadata: stampPatched(properties.metadata, patch, stamp),
    version: properties.version + 1,
  };
}

/** Puts a whole new value in the place of properties. */
export function replaceProperties(properties: TwinProperties, value: JsonObject, stamp: Stamp): TwinProperties {
  const clean = mergeMembers({}, value);
  return { value: clean, metadata: stampAll(clean, stamp), version: properties.version + 1 };
}

function mergeValue(target: Json | undefined, change: Json): Json {
  if (!isJsonObject(change)) return change;
  return mergeMembers(isJsonObject(target) ? target : {}, change);
}

function stampPatched(metadata: JsonObject, patch: JsonObject, stamp: Stamp): JsonObject {
  const stamped: Record<string, Json> = { ...metadata, ...stamp };
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete stamped[key];
    else put(stamped, key, stampMember(stamped[key], change, stamp));
  }
  return stamped;
}

function stampMember(metadata: Json | undefined, change: Json, stamp: Stamp): JsonObject {
  if (!isJsonObject(change)) return { ...stamp };
  return stampPatched(isJsonObject(metadata) ? metadata : {}, change, stamp);
}

function stampAll(value: JsonObject, stamp: Stamp): JsonObject {
  return stampPatched({}, value, stamp);
}

/** `__proto__` is a key like any other. */
function put(target: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
