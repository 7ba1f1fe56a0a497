import { type Json, type JsonObject, isJsonObject } from '../json.ts';
import { type ColumnPath, cellAt, columnName } from '../queryResult/rowColumns.ts';
import { lineObject } from './jsonLine.ts';
import type { LineProblem } from './lineProblem.ts';
import { readTransferDevice } from './readTransferDevice.ts';
import type { TransferDevice } from './transferDevice.ts';

/** Where the cells of each column go in a line of `devices.txt`; nothing for columns that are passed over. */
export type CsvMapping = readonly (ColumnPath | undefined)[];

/** The members that a column can be, besides those of `tags` and `properties.desired`. */
const csvMembers: readonly ColumnPath[] = [
  ['id'],
  ['moduleId'],
  ['importMode'],
  ['eTag'],
  ['status'],
  ['statusReason'],
  ['authentication', 'type'],
  ['authentication', 'symmetricKey', 'primaryKey'],
  ['authentication', 'symmetricKey', 'secondaryKey'],
  ['authentication', 'x509Thumbprint', 'primaryThumbprint'],
  ['authentication', 'x509Thumbprint', 'secondaryThumbprint'],
  ['twinETag'],
  ['capabilities', 'iotEdge'],
  ['deviceScope'],
  ['parentScopes'],
  ['managedBy'],
];

/** What people and other programs call some of the members. */
const otherNames: Readonly<Record<string, ColumnPath>> = {
  deviceid: ['id'],
  device: ['id'],
  iotedge: ['capabilities', 'iotEdge'],
  primarykey: ['authentication', 'symmetricKey', 'primaryKey'],
  secondarykey: ['authentication', 'symmetricKey', 'secondaryKey'],
  primarythumbprint: ['authentication', 'x509Thumbprint', 'primaryThumbprint'],
  secondarythumbprint: ['authentication', 'x509Thumbprint', 'secondaryThumbprint'],
};

/** What a column is by its heading; nothing if the heading does not say. */
export function memberOfHeading(heading: string): ColumnPath | undefined {
  const name = heading.trim();
  const path = name.split('.');
  if (path.length > 1 && path[0] === 'tags' && path.every(part => part !== '')) return path;
  if (path[0] === 'desired' && path.length > 1) return ['properties', ...path];
  if (path[0] === 'properties' && path.length > 2 && (path[1] === 'desired' || path[1] === 'reported')) return path;

  const member = csvMembers.find(one => columnName(one).toLowerCase() === name.toLowerCase());
  return member ?? otherNames[name.toLowerCase()];
}

/** The columns that a file of these lines needs: add each line, then read {@link CsvColumns.paths}. */
export class CsvColumns {
  readonly #seen = new Map<string, ColumnPath>();

  add(device: TransferDevice): void {
    for (const path of leavesOf(lineObject(device), [])) this.#seen.set(JSON.stringify(path), path);
  }

  /** The members in their order, then tags and properties as they were first seen. */
  get paths(): readonly ColumnPath[] {
    const members = csvMembers.filter(path => this.#seen.has(JSON.stringify(path)));
    const known = new Set(csvMembers.map(path => JSON.stringify(path)));
    return [...members, ...[...this.#seen].filter(([name]) => !known.has(name)).map(([, path]) => path)];
  }
}

/** The first line of a file, with its line end. */
export function printCsvHeading(paths: readonly ColumnPath[]): string {
  return csvLine(paths.map(columnName));
}

/** The line of a device, with its line end. Keys stand in it in clear. */
export function printCsvLine(device: TransferDevice, paths: readonly ColumnPath[]): string {
  const line = lineObject(device);
  return csvLine(paths.map(path => cellText(path, cellAt(line, path))));
}

/** Reads the cells of a record. An empty cell says nothing. */
export function readCsvCells(cells: readonly string[], mapping: CsvMapping): TransferDevice | LineProblem {
  if (cells.length > mapping.length) return { kind: 'tooManyCells', cells: cells.length, columns: mapping.length };

  const members = cells.flatMap((cell, index): readonly Member[] => {
    const path = mapping[index];
    return path === undefined || cell === '' ? [] : [{ path, value: cellValue(path, cell) }];
  });
  const line = nested(members);
  return 'conflict' in line ? { kind: 'conflict', member: line.conflict } : readTransferDevice(line.object);
}

interface Member {
  readonly path: ColumnPath;
  readonly value: Json;
}

function nested(members: readonly Member[], above: ColumnPath = []): { object: JsonObject } | { conflict: string } {
  const entries: [string, Json][] = [];
  for (const [name, group] of Map.groupBy(members, ({ path }) => path[above.length] ?? '')) {
    const here = [...above, name];
    const [leaf, ...others] = group;
    if (leaf && leaf.path.length === here.length && others.length === 0) entries.push([name, leaf.value]);
    else if (group.some(({ path }) => path.length === here.length)) return { conflict: columnName(here) };
    else {
      const below = nested(group, here);
      if ('conflict' in below) return below;
      entries.push([name, below.object]);
    }
  }
  return { object: Object.fromEntries(entries) };
}

/** Tags and properties have types, which their cells tell as JSON does; the other members are texts. */
function isTyped(path: ColumnPath): boolean {
  return ['tags', 'properties', 'capabilities', 'parentScopes'].includes(path[0] ?? '');
}

/**
 * A text that could be taken for something else is written as JSON, in quotation marks: one that looks like a number,
 * and one that a spreadsheet would run as a formula (OWASP, "CSV Injection").
 */
function cellText(path: ColumnPath, value: Json | undefined): string {
  if (value === undefined || value === null || isFilled(value)) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  const ambiguous = value === '' || /^[=+\-@\t\r"']/.test(value) || (isTyped(path) && parsed(value) !== undefined);
  return ambiguous ? JSON.stringify(value) : value;
}

function cellValue(path: ColumnPath, cell: string): Json {
  if (!isTyped(path) && !cell.startsWith('"')) return cell;
  return parsed(cell) ?? cell;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Not JSON, and so a text as it stands.
    return undefined;
  }
}

/** What the hub writes among properties is not for spreadsheets. An empty object is a value. */
function leavesOf(value: JsonObject, path: ColumnPath): readonly ColumnPath[] {
  return Object.entries(value).flatMap(([name, member]) => {
    if (path.length > 1 && name.startsWith('$')) return [];
    const here = [...path, name];
    const deeper = isJsonObject(member) && (isFilled(member) || here.length === 1);
    return deeper ? leavesOf(member, here) : [here];
  });
}

/** The members of such a value have columns of their own. */
function isFilled(value: Json): boolean {
  return isJsonObject(value) && Object.keys(value).length > 0;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell => (/["\r\n,]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
