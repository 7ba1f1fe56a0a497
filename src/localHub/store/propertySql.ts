import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { Equality } from '../../domain/query/narrowing.ts';
import type { Property } from '../../domain/query/syntaxTree.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

export interface SqlCondition {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

/** Columns that hold what documents show, as it is. */
const plainColumns: Readonly<Record<string, string>> = {
  status: 'status',
  authenticationType: 'authenticationType',
  modelId: 'modelId',
};

/** A member of a column that is JSON. */
interface Member {
  readonly column: 'tags' | 'configurations' | 'desired' | 'reported';
  readonly keys: readonly string[];
}

/**
 * SQL that gives a property's value as JSON text, or NULL where it is not there. Nothing if the value is not stored as
 * documents show it.
 */
export function propertyExpression(property: Property): string | undefined {
  const plain = property.path.length === 1 ? plainColumns[property.path[0] ?? ''] : undefined;
  if (plain) return `json_quote(${plain})`;

  const member = memberOf(property);
  return member && `${member.column} -> ${jsonPath(member.keys)}`;
}

/**
 * What SQLite can check of an equality. Sections are stored as `JSON.stringify` writes them, so that a value that is
 * somewhere inside has its text somewhere inside: to look for it first is quicker than to read the JSON.
 */
export function equalityCondition({ property, value }: Equality): readonly SqlCondition[] {
  const member = memberOf(property);
  if (!member) return [];

  const text = JSON.stringify(value);
  return [
    { sql: `instr(${member.column}, ?) > 0`, parameters: [text] },
    { sql: `${member.column} -> ${jsonPath(member.keys)} = ?`, parameters: [text] },
  ];
}

/** The document that has these values and nothing else; columns `p0`, `p1`… hold them as JSON texts. */
export function documentOf(properties: readonly Property[], row: Row): JsonObject {
  const document: Record<string, Json> = {};
  // What lies inside another property is set after it.
  const order = properties.map(({ path }, index) => ({ path, text: row[`p${index}`] }));
  for (const { path, text } of order.toSorted((a, b) => a.path.length - b.path.length)) {
    if (typeof text === 'string') setMember(document, path, JSON.parse(text) as Json);
  }
  return document;
}

/** Keys with a quote have no path in SQLite; those with a dollar sign are made when the document is shown. */
function memberOf({ path }: Property): Member | undefined {
  const [root, section, ...rest] = path;
  const isColumn = root === 'tags' || root === 'configurations';
  const keys = isColumn ? path.slice(1) : rest;
  if (keys.length === 0 || keys.some(key => /["$\\]|\p{Cc}/u.test(key))) return undefined;
  if (isColumn) return { column: root, keys };

  return root === 'properties' && (section === 'desired' || section === 'reported')
    ? { column: section, keys }
    : undefined;
}

function jsonPath(keys: readonly string[]): string {
  return `'$${keys.map(key => `."${key.replaceAll("'", "''")}"`).join('')}'`;
}

function setMember(document: Record<string, Json>, path: readonly string[], value: Json): void {
  let target = document;
  for (const key of path.slice(0, -1)) {
    if (!Object.hasOwn(target, key)) define(target, key, {});
    target = target[key] as Record<string, Json>;
  }
  define(target, path.at(-1) ?? '', value);
}

/** `__proto__` is a key like any other. */
function define(target: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
