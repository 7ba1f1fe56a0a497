import type { JsonObject } from '../json.ts';
import { csvHeading, csvRows } from './csv.ts';
import type { ColumnPath } from './rowColumns.ts';

export interface RowsFormat {
  readonly format: 'csv' | 'json';
  /** For CSV; JSON has the rows whole. */
  readonly columns: readonly ColumnPath[];
}

export interface RowsText {
  readonly text: string;
  readonly count: number;
}

/**
 * The text of a file of rows, JSON as an array with a row on each line.
 * @param onCount hears after each page how many rows there are by now.
 */
export async function rowsText(
  pages: Iterable<readonly JsonObject[]> | AsyncIterable<readonly JsonObject[]>,
  { format, columns }: RowsFormat,
  onCount: (count: number) => void,
): Promise<RowsText> {
  const parts: string[] = [];
  let count = 0;
  for await (const rows of pages) {
    parts.push(format === 'csv' ? csvRows(rows, columns) : rows.map(jsonLine).join(''));
    count += rows.length;
    onCount(count);
  }
  const body = parts.join('');
  return { text: format === 'csv' ? csvHeading(columns) + body : `[\n${body.slice(0, -2)}\n]\n`, count };
}

function jsonLine(row: JsonObject): string {
  return `  ${JSON.stringify(row)},\n`;
}
