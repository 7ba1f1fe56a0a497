import { jsonEqual } from '../jsonEqual.ts';
import { type Json, type JsonObject, isJsonObject } from '../json.ts';
import type { TwinContent } from './twinContent.ts';

/** A property that both sides changed, each in its own way. An absent value is one that its side removed. */
export interface TwinConflict {
  /** The keys, from `tags` or `desired` down. */
  readonly path: readonly string[];
  readonly mine?: Json;
  readonly theirs?: Json;
}

export interface TwinMerge {
  /** All changes of both sides; where they conflict, mine. */
  readonly merged: TwinContent;
  readonly conflicts: readonly TwinConflict[];
}

export type Side = 'mine' | 'theirs';

/** Brings two changes of `base` together. A property that only one side changed, or both alike, is no conflict. */
export function mergeTwins(base: TwinContent, mine: TwinContent, theirs: TwinContent): TwinMerge {
  const tags = mergeObjects(base.tags, mine.tags, theirs.tags, ['tags']);
  const desired = mergeObjects(base.desired, mine.desired, theirs.desired, ['desired']);

  return {
    merged: { tags: tags.merged, desired: desired.merged },
    conflicts: [...tags.conflicts, ...desired.conflicts],
  };
}

/** `content` with the values that one side had at the conflicts. */
export function resolveConflicts(content: TwinContent, conflicts: readonly TwinConflict[], side: Side): TwinContent {
  const root: JsonObject = { tags: content.tags, desired: content.desired };
  const resolved = conflicts.reduce((object, conflict) => withValue(object, conflict.path, conflict[side]), root);
  const { tags, desired } = resolved;

  return { tags: isJsonObject(tags) ? tags : {}, desired: isJsonObject(desired) ? desired : {} };
}

interface ObjectMerge {
  readonly merged: JsonObject;
  readonly conflicts: readonly TwinConflict[];
}

function mergeObjects(base: JsonObject, mine: JsonObject, theirs: JsonObject, path: readonly string[]): ObjectMerge {
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const merges = keys.map(key => {
    const [before, ours, others] = [base, mine, theirs].map(side => (Object.hasOwn(side, key) ? side[key] : undefined));
    return [key, mergeValues(before, ours, others, [...path, key])] as const;
  });
  const members = merges.flatMap(([key, { merged }]): [string, Json][] =>
    merged === undefined ? [] : [[key, merged]],
  );

  return { merged: Object.fromEntries(members), conflicts: merges.flatMap(([, { conflicts }]) => conflicts) };
}

interface ValueMerge {
  /** Absent if it was removed. */
  readonly merged: Json | undefined;
  readonly conflicts: readonly TwinConflict[];
}

function mergeValues(
  base: Json | undefined,
  mine: Json | undefined,
  theirs: Json | undefined,
  path: readonly string[],
): ValueMerge {
  if (jsonEqual(mine, theirs) || jsonEqual(base, theirs)) return { merged: mine, conflicts: [] };
  if (jsonEqual(base, mine)) return { merged: theirs, conflicts: [] };
  if (isJsonObject(mine) && isJsonObject(theirs)) {
    return mergeObjects(isJsonObject(base) ? base : {}, mine, theirs, path);
  }

  const conflict = { path, ...(mine === undefined ? {} : { mine }), ...(theirs === undefined ? {} : { theirs }) };
  return { merged: mine, conflicts: [conflict] };
}

function withValue(object: JsonObject, [key, ...rest]: readonly string[], value: Json | undefined): JsonObject {
  if (key === undefined) return object;

  const old = Object.hasOwn(object, key) ? object[key] : undefined;
  const changed = rest.length === 0 ? value : withValue(isJsonObject(old) ? old : {}, rest, value);
  const entries = Object.entries(object);
  if (changed === undefined) return Object.fromEntries(entries.filter(([name]) => name !== key));
  if (old === undefined) return Object.fromEntries([...entries, [key, changed]]);

  return Object.fromEntries(entries.map(([name, member]) => [name, name === key ? changed : member]));
}
