import { type Json, type JsonObject, isJsonObject } from './json.ts';

/** The parts of a twin that have limits of their own. */
export type TwinSection = 'tags' | 'desired' | 'reported';

/** Limits of twins: IoT Hub developer guide, "Understand and use device twins", "Device twin size" and "format". */
export const twinLimits = {
  sectionBytes: { tags: 8 * 1024, desired: 32 * 1024, reported: 32 * 1024 },
  keyBytes: 1024,
  stringBytes: 4 * 1024,
  depth: 10,
  leastInteger: -4503599627370496,
  mostInteger: 4503599627370495,
} as const;

/** What is wrong in a section of a twin, and where: `path` is the keys from the section down. */
export type TwinProblem = { readonly path: readonly string[] } & (
  | { readonly kind: 'keyCharacter'; readonly character: string }
  | { readonly kind: 'keyTooLong'; readonly bytes: number }
  | { readonly kind: 'stringTooLong'; readonly bytes: number }
  | { readonly kind: 'loneSurrogate' }
  | { readonly kind: 'integerRange'; readonly value: number }
  | { readonly kind: 'tooDeep' }
  | { readonly kind: 'sectionTooLarge'; readonly bytes: number; readonly most: number }
);

const forbiddenInKey = /[\p{Cc}.$ ]/u;
const controlCharacters = /\p{Cc}/gu;
/** Nearly all texts are of this kind, of which each character is a byte: no need to encode them to count. */
const plainText = /^[ -~]*$/;
const plainKey = /^[\w-]{1,128}$/;
const encoder = new TextEncoder();

/** Finds the first thing in a section that breaks a limit, if any. */
export function findTwinProblem(section: TwinSection, value: JsonObject): TwinProblem | undefined {
  if (plainSize(value, 0) <= twinLimits.sectionBytes[section]) return undefined;
  return findTwinProblems(section, value).next().value;
}

/** Finds all that breaks a limit in a section, from the top down; its size comes last. */
export function* findTwinProblems(section: TwinSection, value: JsonObject): Generator<TwinProblem, undefined> {
  yield* findInObject(value, []);

  const most = twinLimits.sectionBytes[section];
  const bytes = twinSize(value);
  if (bytes > most) yield { kind: 'sectionTooLarge', path: [], bytes, most };
  return undefined;
}

/**
 * The size of a section by the service's formula: UTF-8 bytes of keys and strings without control characters, 8 for a
 * number, 4 for a boolean, the sum of its members for an object or array. A `null` counts nothing: it removes.
 */
export function twinSize(value: Json): number {
  if (typeof value === 'string') return textSize(value);
  if (typeof value === 'number') return 8;
  if (typeof value === 'boolean') return 4;
  if (value === null) return 0;
  if (!isJsonObject(value)) return value.reduce((sum: number, item) => sum + twinSize(item), 0);

  return Object.entries(value).reduce((sum, [key, member]) => sum + textSize(key) + twinSize(member), 0);
}

/** What a problem is, in words, with its place. */
export function describeTwinProblem(section: TwinSection, problem: TwinProblem): string {
  const place = [section, ...problem.path].join('.');
  switch (problem.kind) {
    case 'keyCharacter':
      return `${place}: the key has the character ${JSON.stringify(problem.character)}. Keys have no ".", "$", space or control character.`;
    case 'keyTooLong':
      return `${place.slice(0, 80)}…: the key has ${problem.bytes} bytes. It may have ${twinLimits.keyBytes}.`;
    case 'stringTooLong':
      return `${place}: the text has ${problem.bytes} bytes. It may have ${twinLimits.stringBytes}.`;
    case 'loneSurrogate':
      return `${place.toWellFormed()}: half of a surrogate pair is no character. Write both halves, or none.`;
    case 'integerRange':
      return `${place}: ${problem.value} is not between ${twinLimits.leastInteger} and ${twinLimits.mostInteger}.`;
    case 'tooDeep':
      return `${place}: properties may be ${twinLimits.depth} levels deep, not more.`;
    case 'sectionTooLarge':
      return `${section} has ${problem.bytes} bytes. It may have ${problem.most}.`;
  }
}

/**
 * The size of a value in which a quick look sees nothing that could break a limit; infinite for any other, which says
 * nothing about it. Nearly all twins are of the first kind.
 */
function plainSize(value: Json, depth: number): number {
  if (typeof value === 'string') {
    return value.length <= twinLimits.stringBytes && plainText.test(value) ? value.length : Infinity;
  }
  if (typeof value === 'number') return isInRange(value) ? 8 : Infinity;
  if (typeof value === 'boolean') return 4;
  if (value === null) return 0;
  return depth > twinLimits.depth ? Infinity : plainSizeOfMembers(value, depth + 1);
}

function plainSizeOfMembers(value: JsonObject | readonly Json[], depth: number): number {
  let size = 0;
  if (!isJsonObject(value)) {
    for (const item of value) size += plainSize(item, depth);
    return size;
  }
  for (const [key, member] of Object.entries(value)) {
    if (!plainKey.test(key)) return Infinity;
    size += key.length + plainSize(member, depth);
  }
  return size;
}

function* findInObject(value: JsonObject, path: readonly string[]): Generator<TwinProblem> {
  for (const [key, member] of Object.entries(value)) {
    const here = [...path, key];
    yield* findInKey(key, here);
    yield* findInValue(member, here);
  }
}

function* findInKey(key: string, path: readonly string[]): Generator<TwinProblem> {
  const character = forbiddenInKey.exec(key)?.[0];
  if (character !== undefined) yield { kind: 'keyCharacter', path, character };
  if (!key.isWellFormed()) yield { kind: 'loneSurrogate', path };

  const bytes = bytesOf(key);
  if (bytes > twinLimits.keyBytes) yield { kind: 'keyTooLong', path, bytes };
}

function* findInValue(value: Json, path: readonly string[]): Generator<TwinProblem> {
  if (typeof value === 'string') yield* findInString(value, path);
  if (typeof value === 'number') yield* findInNumber(value, path);
  if (typeof value !== 'object' || value === null) return;
  if (path.length > twinLimits.depth && hasMembers(value)) yield { kind: 'tooDeep', path };
  else if (isJsonObject(value)) yield* findInObject(value, path);
  else for (const [index, item] of value.entries()) yield* findInValue(item, [...path, String(index)]);
}

function* findInString(value: string, path: readonly string[]): Generator<TwinProblem> {
  if (!value.isWellFormed()) yield { kind: 'loneSurrogate', path };

  const bytes = textSize(value);
  if (bytes > twinLimits.stringBytes) yield { kind: 'stringTooLong', path, bytes };
}

function* findInNumber(value: number, path: readonly string[]): Generator<TwinProblem> {
  if (!isInRange(value)) yield { kind: 'integerRange', path, value };
}

function isInRange(value: number): boolean {
  return !Number.isInteger(value) || (value >= twinLimits.leastInteger && value <= twinLimits.mostInteger);
}

function hasMembers(value: object): boolean {
  return Object.keys(value).length > 0;
}

function textSize(text: string): number {
  return plainText.test(text) ? text.length : bytesOf(text.replace(controlCharacters, ''));
}

function bytesOf(text: string): number {
  return plainText.test(text) ? text.length : encoder.encode(text).length;
}
