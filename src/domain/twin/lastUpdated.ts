import { type Json, type JsonObject, isJsonObject } from '../json.ts';

/** What `$metadata` says of a property. */
export interface LastUpdated {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** The `$version` with which it changed; only of desired properties. */
  readonly version?: number;
}

/**
 * When the property at `path` of a twin's document last changed: `properties`, `desired` or `reported`, and the keys from
 * there. What lies in an array is as old as the array. Nothing for what has no metadata, such as tags.
 */
export function lastUpdated(document: JsonObject, path: readonly string[]): LastUpdated | undefined {
  const [properties, section = '', ...keys] = path;
  if (properties !== 'properties' || keys[0]?.startsWith('$')) return undefined;

  const top = member(member(member(document, 'properties'), section), '$metadata');
  return readStamp(nearest(top, keys));
}

function nearest(metadata: Json | undefined, [key, ...rest]: readonly string[]): Json | undefined {
  if (key === undefined) return metadata;
  const below = member(metadata, key);
  return below === undefined && /^\d+$/.test(key) ? metadata : nearest(below, rest);
}

function readStamp(metadata: Json | undefined): LastUpdated | undefined {
  const time = member(metadata, '$lastUpdated');
  const version = member(metadata, '$lastUpdatedVersion');
  if (typeof time !== 'string') return undefined;

  return { time, ...(typeof version === 'number' ? { version } : {}) };
}

function member(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
