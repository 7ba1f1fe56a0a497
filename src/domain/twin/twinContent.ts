import { jsonEqual } from '../jsonEqual.ts';
import { type Json, type JsonObject, isJsonObject } from '../json.ts';

/** What people can change in a twin: tags and desired properties, without what the hub writes among them. */
export interface TwinContent {
  readonly tags: JsonObject;
  readonly desired: JsonObject;
}

/** The members of `desired` and `reported` that only the hub writes. */
const hubMembers: ReadonlySet<string> = new Set(['$metadata', '$version']);

/** Takes the content out of a twin's document. `null` members are left out: for a twin they are not there. */
export function contentOf(document: JsonObject): TwinContent {
  const { properties } = document;
  return {
    tags: withoutNulls(objectAt(document['tags'])),
    desired: withoutNulls(ownMembers(objectAt(objectAt(properties)['desired']))),
  };
}

/** Properties without `$metadata` and `$version`. */
export function ownMembers(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !hubMembers.has(key)));
}

/** The document with other content; all that the hub writes stays. */
export function withContent(document: JsonObject, { tags, desired }: TwinContent): JsonObject {
  const properties = objectAt(document['properties']);
  const written = Object.entries(objectAt(properties['desired'])).filter(([key]) => hubMembers.has(key));
  const entries: [string, Json][] = [...Object.entries(desired), ...written];

  return { ...document, tags, properties: { ...properties, desired: Object.fromEntries(entries) } };
}

/** A place of a twin's document that only the hub writes, and that an edit changed: the keys from the top down. */
export type HubOwnedPlace = readonly string[];

/** The places where `edited` differs from `opened` although people cannot change them. */
export function hubOwnedEdits(opened: JsonObject, edited: JsonObject): readonly HubOwnedPlace[] {
  return [
    ...changedKeys(opened, edited, key => key !== 'tags' && key !== 'properties').map(key => [key]),
    ...propertiesEdits(opened['properties'], edited['properties']),
  ];
}

function propertiesEdits(opened: Json | undefined, edited: Json | undefined): readonly HubOwnedPlace[] {
  if (!isJsonObject(edited)) return [['properties']];
  const [before, after] = [objectAt(opened), edited];
  const outside = changedKeys(before, after, key => key !== 'desired').map(key => ['properties', key]);
  if (!isJsonObject(after['desired'])) return [...outside, ['properties', 'desired']];

  const inside = changedKeys(objectAt(before['desired']), after['desired'], key => hubMembers.has(key));
  return [...outside, ...inside.map(key => ['properties', 'desired', key])];
}

function changedKeys(before: JsonObject, after: JsonObject, counts: (key: string) => boolean): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter(key => counts(key) && !jsonEqual(member(before, key), member(after, key)));
}

function member(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) =>
      value === null ? [] : [[key, isJsonObject(value) ? withoutNulls(value) : value]],
    ),
  );
}

function objectAt(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
