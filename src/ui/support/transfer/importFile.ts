import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ColumnPath } from '../../../domain/queryResult/rowColumns.ts';
import { columnName } from '../../../domain/queryResult/rowColumns.ts';
import { type CsvMapping, memberOfHeading, readCsvCells } from '../../../domain/transfer/csvColumns.ts';
import { type CsvRecord, csvRecords, separatorOf } from '../../../domain/transfer/csvRecords.ts';
import type { ImportLine } from '../../../domain/transfer/importLines.ts';
import type { ImportSource } from '../../../domain/transfer/importPlan.ts';
import { parseJsonLine } from '../../../domain/transfer/jsonLine.ts';
import type { LineProblem } from '../../../domain/transfer/lineProblem.ts';
import { longestLine, textLines } from '../../../domain/transfer/textLines.ts';
import { TransferFileError } from '../../../domain/transfer/transferFileError.ts';
import { textPieces } from './textPieces.ts';

/** The columns of a CSV file: what its first line says. */
export interface CsvHeadings {
  readonly separator: string;
  readonly names: readonly string[];
  /** What each column is, by its name; nothing where the name does not say. */
  readonly mapping: CsvMapping;
}

/** A file of devices on this machine. */
export interface ImportFile extends ImportSource {
  readonly path: string;
  /** Tells whether the file is still the same. */
  readonly stamp: string;
  /** The lines with these numbers as they stand in the file, and its headings if it has some. */
  textOf(numbers: ReadonlySet<number>, signal?: AbortSignal): AsyncIterable<string>;
}

export function isCsv(path: string): boolean {
  return /\.csv$/i.test(path);
}

/** Reads the first line of a CSV file. @throws TransferFileError */
export async function readCsvHeadings(path: string, signal?: AbortSignal): Promise<CsvHeadings> {
  for await (const { text } of textLines(textPieces(path, signal))) {
    const separator = separatorOf(text ?? '');
    for await (const { cells } of csvRecords(once(text ?? ''), separator)) {
      return { separator, names: cells, mapping: cells.map(memberOfHeading) };
    }
    break;
  }
  throw new TransferFileError({ kind: 'empty', file: basename(path) });
}

/** A file of JSON lines, such as `devices.txt`. @throws TransferFileError */
export async function openJsonLines(path: string): Promise<ImportFile> {
  const stamp = await stampOf(path);
  return {
    path,
    stamp,
    async *lines(signal) {
      for await (const { number, text } of textLines(textPieces(path, signal))) {
        if (text === undefined) yield { number, read: { kind: 'tooLong', most: longestLine } };
        else if (text.trim() !== '') yield { number, read: parseJsonLine(text) };
      }
    },
    async *textOf(numbers, signal) {
      for await (const { number, text } of textLines(textPieces(path, signal))) {
        if (numbers.has(number) && text !== undefined) yield text;
      }
    },
  };
}

/** A CSV file whose columns are what `mapping` says. @throws TransferFileError */
export async function openCsv(path: string, { separator, mapping }: CsvHeadings): Promise<ImportFile> {
  checkMapping(path, mapping);
  const stamp = await stampOf(path);
  const records = (signal?: AbortSignal) => csvRecords(textPieces(path, signal), separator);
  return {
    path,
    stamp,
    async *lines(signal) {
      let isHeading = true;
      for await (const record of records(signal)) {
        if (!isHeading) yield lineOf(record, mapping);
        isHeading = false;
      }
    },
    async *textOf(numbers, signal) {
      let isHeading = true;
      for await (const { number, text } of records(signal)) {
        if (isHeading || numbers.has(number)) yield text;
        isHeading = false;
      }
    },
  };
}

/** @throws TransferFileError `changed` if the file is no longer the one that was opened. */
export async function checkUnchanged({ path, stamp }: ImportFile): Promise<void> {
  if ((await stampOf(path)) !== stamp) throw new TransferFileError({ kind: 'changed', file: basename(path) });
}

async function stampOf(path: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path);
    return `${size}/${mtimeMs}`;
  } catch (error) {
    throw new TransferFileError({ kind: 'missing', file: basename(path) }, { cause: error });
  }
}

function checkMapping(path: string, mapping: CsvMapping): void {
  const file = basename(path);
  const members = mapping.filter((member): member is ColumnPath => member !== undefined).map(columnName);
  if (!members.includes('id')) throw new TransferFileError({ kind: 'noIdColumn', file });

  const column = members.find((member, index) => members.indexOf(member) !== index);
  if (column !== undefined) throw new TransferFileError({ kind: 'doubleColumn', file, column });
}

function lineOf({ number, cells, problem }: CsvRecord, mapping: CsvMapping): ImportLine {
  return { number, read: problem ? problemOf(problem) : readCsvCells(cells, mapping) };
}

function problemOf(problem: 'tooLong' | 'unclosedQuote'): LineProblem {
  return problem === 'tooLong' ? { kind: 'tooLong', most: longestLine } : { kind: 'unclosedQuote' };
}

async function* once(text: string): AsyncGenerator<string, void> {
  yield text;
}
