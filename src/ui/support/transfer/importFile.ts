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
import { type TextSource, textPieces } from './textPieces.ts';

/** The columns of a CSV file: what its first line says. */
export interface CsvHeadings {
  readonly separator: string;
  readonly names: readonly string[];
  /** What each column is, by its name; nothing where the name does not say. */
  readonly mapping: CsvMapping;
}

/** A file of devices, on this machine or in a container. */
export interface ImportFile extends ImportSource {
  readonly text: TextSource;
  /** Tells whether the file is still the same. */
  readonly stamp: string;
  /** The lines with these numbers as they stand in the file, and its headings if it has some. */
  textOf(numbers: ReadonlySet<number>, signal?: AbortSignal): AsyncIterable<string>;
}

export function isCsv(path: string): boolean {
  return /\.csv$/i.test(path);
}

/** Reads the first line of a CSV file. @throws TransferFileError */
export async function readCsvHeadings(source: TextSource, signal?: AbortSignal): Promise<CsvHeadings> {
  for await (const { text } of textLines(textPieces(source, signal))) {
    const separator = separatorOf(text ?? '');
    for await (const { cells } of csvRecords(once(text ?? ''), separator)) {
      return { separator, names: cells, mapping: cells.map(memberOfHeading) };
    }
    break;
  }
  throw new TransferFileError({ kind: 'empty', file: source.name });
}

/** A file of JSON lines, such as `devices.txt`. @throws TransferFileError */
export async function openJsonLines(source: TextSource): Promise<ImportFile> {
  const stamp = await source.stamp();
  return {
    text: source,
    stamp,
    async *lines(signal) {
      for await (const { number, text } of textLines(textPieces(source, signal))) {
        if (text === undefined) yield { number, read: { kind: 'tooLong', most: longestLine } };
        else if (text.trim() !== '') yield { number, read: parseJsonLine(text) };
      }
    },
    async *textOf(numbers, signal) {
      for await (const { number, text } of textLines(textPieces(source, signal))) {
        if (numbers.has(number) && text !== undefined) yield text;
      }
    },
  };
}

/** A CSV file whose columns are what `mapping` says. @throws TransferFileError */
export async function openCsv(source: TextSource, { separator, mapping }: CsvHeadings): Promise<ImportFile> {
  checkMapping(source.name, mapping);
  const stamp = await source.stamp();
  const records = (signal?: AbortSignal) => csvRecords(textPieces(source, signal), separator);
  return {
    text: source,
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
export async function checkUnchanged({ text, stamp }: ImportFile): Promise<void> {
  if ((await text.stamp()) !== stamp) throw new TransferFileError({ kind: 'changed', file: text.name });
}

function checkMapping(file: string, mapping: CsvMapping): void {
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
