import { type Json, type JsonObject, isJsonObject } from '../json.ts';

/** Where a column's cells stand in the rows: `['tags', 'floor']`. */
export type ColumnPath = readonly string[];

/** A table with more columns than this helps nobody; the JSON export has all members. */
export const mostColumns = 200;

/** Columns that are shown first: more do not fit on a screen. */
const mostShown = 30;
const mostShownOfSection = 6;
const identityColumns = new Set(['deviceId', 'moduleId', 'status', 'connectionState', 'lastActivityTime']);

/**
 * The columns of rows: a path for each value that is no object, in the order in which they are first seen. The hub's own
 * members of sections (`$metadata`, `$version`) and empty objects make none.
 */
export function columnsOf(rows: Iterable<JsonObject>): readonly ColumnPath[] {
  const columns = new Map<string, ColumnPath>();
  for (const row of rows) {
    for (const path of leavesOf(row, [])) {
      if (columns.size < mostColumns) columns.set(columnName(path), path);
    }
  }
  return [...columns.values()];
}

/** The columns to show unless a person chooses: of whole twins who it is, its state, some tags and reported properties. */
export function columnsToShow(columns: readonly ColumnPath[]): readonly ColumnPath[] {
  const names = new Set(columns.map(columnName));
  if (!names.has('deviceId') || !names.has('etag') || !names.has('connectionState')) return columns.slice(0, mostShown);

  const under = (...section: string[]) => columns.filter(path => section.every((name, index) => path[index] === name));
  return [
    ...columns.filter(([first = '', ...members]) => members.length === 0 && identityColumns.has(first)),
    ...under('tags').slice(0, mostShownOfSection),
    ...under('properties', 'reported').slice(0, mostShownOfSection),
  ];
}

/** What people call a column; unlike its path, not always its own. */
export function columnName(path: ColumnPath): string {
  return path.join('.');
}

/** What stands in a column; nothing if the row has no such value. */
export function cellAt(row: JsonObject, path: ColumnPath): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, name) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    row,
  );
}

/** A cell in words: texts as they are, all else as JSON. */
export function cellText(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function leavesOf(value: JsonObject, path: ColumnPath): readonly ColumnPath[] {
  return Object.entries(value).flatMap(([name, member]) => {
    if (path.length > 0 && name.startsWith('$')) return [];
    return isJsonObject(member) ? leavesOf(member, [...path, name]) : [[...path, name]];
  });
}
