import type { JsonObject } from '../domain/json.ts';
import { type ColumnPath, cellAt, cellText, columnName } from '../domain/queryResult/rowColumns.ts';

/** Rows that are looked at: enough to know how wide a column is. */
const rowsLookedAt = 200;
const least = 6;
const most = 40;

/** How wide a column is, in characters. */
export function columnWidth(path: ColumnPath, rows: readonly JsonObject[]): number {
  const cells = rows.slice(0, rowsLookedAt).map(row => cellText(cellAt(row, path)).length);
  // The arrow of the sort stands beside the heading.
  return Math.min(most, Math.max(least, columnName(path).length + 3, ...cells));
}
