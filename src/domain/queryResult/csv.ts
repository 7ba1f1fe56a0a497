import type { Json, JsonObject } from '../json.ts';
import { type ColumnPath, cellAt, cellText, columnName } from './rowColumns.ts';

/** The first line of a CSV file (RFC 4180), with its line end. */
export function csvHeading(columns: readonly ColumnPath[]): string {
  return csvLine(columns.map(columnName));
}

/** A line for each row, each with its line end. */
export function csvRows(rows: readonly JsonObject[], columns: readonly ColumnPath[]): string {
  return rows.map(row => csvLine(columns.map(path => cellAt(row, path)))).join('');
}

function csvLine(cells: readonly (Json | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * Devices report what they like, and spreadsheets run texts that look like formulas: these get an apostrophe before them,
 * which spreadsheets take as "this is text" (OWASP, "CSV Injection").
 */
function csvCell(value: Json | undefined): string {
  const plain = cellText(value);
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
