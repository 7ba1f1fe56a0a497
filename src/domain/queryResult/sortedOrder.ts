import type { Json, JsonObject } from '../json.ts';
import { type ColumnPath, cellAt, cellText } from './rowColumns.ts';

/** By which column rows are sorted. */
export interface RowSort {
  readonly path: ColumnPath;
  readonly descending: boolean;
}

/**
 * The indexes of `rows` in sorted order; as they came without a sort. Numbers come before texts, texts go by the reader's
 * language with numbers in them counted, and rows without a value come last in both directions.
 */
export function sortedOrder(rows: readonly JsonObject[], sort: RowSort | undefined): readonly number[] {
  const order = rows.map((_, index) => index);
  if (!sort) return order;

  const cells = rows.map(row => cellAt(row, sort.path));
  const collator = new Intl.Collator(undefined, { numeric: true });
  const sign = sort.descending ? -1 : 1;
  return order.sort((a, b) => missing(cells[a]) - missing(cells[b]) || sign * compare(cells[a], cells[b], collator));
}

function missing(value: Json | undefined): number {
  return value === undefined ? 1 : 0;
}

function compare(a: Json | undefined, b: Json | undefined, collator: Intl.Collator): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number') return -1;
  if (typeof b === 'number') return 1;
  return collator.compare(cellText(a), cellText(b));
}
