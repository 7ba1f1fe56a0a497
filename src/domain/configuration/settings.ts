import { type Json, type JsonObject, isJsonObject } from '../json.ts';

/** A value that a configuration gives to a place in the desired properties. */
export interface Setting {
  /** The place, below `properties.desired`, as the content names it: `chiller.temperature`. */
  readonly path: string;
  readonly value: Json;
}

const prefix = /^properties\.desired(?:\.|$)/;

/** The settings of a `deviceContent` or `moduleContent`, or a sentence that says which of its keys is no place. */
export function settingsOf(content: JsonObject): readonly Setting[] | string {
  const wrong = Object.keys(content).find(key => !prefix.test(key));
  if (wrong !== undefined) return `"${wrong}" is no place in "properties.desired".`;

  return Object.entries(content).flatMap(([key, value]) => settingsAt(key.replace(prefix, ''), value));
}

/** A patch that takes away what stood at some places, and then makes the settings, the last of them on top. */
export function patchOf(removed: readonly string[], settings: readonly Setting[]): JsonObject {
  const changes = [...removed.map((path): Setting => ({ path, value: null })), ...settings];
  return changes.reduce<JsonObject>((patch, { path, value }) => overlay(patch, nested(path.split('.'), value)), {});
}

/** The desired properties as a whole are as many settings as there are members in them. */
function settingsAt(path: string, value: Json): readonly Setting[] {
  if (path !== '') return [{ path, value }];
  return isJsonObject(value) ? Object.entries(value).map(([key, member]) => ({ path: key, value: member })) : [];
}

function nested([key = '', ...rest]: readonly string[], value: Json): JsonObject {
  return { [key]: rest.length === 0 ? value : nested(rest, value) };
}

/** As patches merge, but `null` stays, for it is to remove something from the twin. */
function overlay(below: JsonObject, above: JsonObject): JsonObject {
  const entries = Object.entries(above).map(([key, value]) => {
    const covered = Object.hasOwn(below, key) ? below[key] : undefined;
    return [key, isJsonObject(value) && isJsonObject(covered) ? overlay(covered, value) : value] as const;
  });
  return { ...below, ...Object.fromEntries(entries) };
}
