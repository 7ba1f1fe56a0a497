import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { CsvColumns, printCsvHeading, printCsvLine } from '../../../domain/transfer/csvColumns.ts';
import { parseJsonLine, printJsonLine } from '../../../domain/transfer/jsonLine.ts';
import { isLineProblem } from '../../../domain/transfer/readTransferDevice.ts';
import { textLines } from '../../../domain/transfer/textLines.ts';
import type { TransferDevice } from '../../../domain/transfer/transferDevice.ts';
import { TransferFileError } from '../../../domain/transfer/transferFileError.ts';
import { fileSource, textPieces } from './textPieces.ts';

export type FileFormat = 'json' | 'csv';

type Pages = AsyncIterable<readonly TransferDevice[]>;

/**
 * Writes devices to a file as they come, JSON lines or CSV; only a file that is whole gets its name. Nobody but its owner
 * can read it, as it may hold keys.
 * @param onCount hears after each page how many were written.
 * @returns how many there are.
 * @throws TransferFileError, and what reading the pages throws.
 */
export async function writeDevices(
  path: string,
  format: FileFormat,
  pages: Pages,
  onCount: (count: number) => void,
): Promise<number> {
  const lines = `${path}.partial`;
  try {
    const { count, columns } = await writeLines(lines, pages, onCount);
    if (format === 'json') await rename(lines, path);
    else await writeCsv(path, lines, columns);
    return count;
  } catch (error) {
    throw translated(error, basename(path));
  } finally {
    await rm(lines, { force: true });
  }
}

/** The columns of a CSV file are known when its last device is. */
async function writeLines(path: string, pages: Pages, onCount: (count: number) => void) {
  const columns = new CsvColumns();
  let count = 0;
  await writing(path, async write => {
    for await (const page of pages) {
      for (const device of page) columns.add(device);
      await write(page.map(device => `${printJsonLine(device)}\n`).join(''));
      count += page.length;
      onCount(count);
    }
  });
  return { count, columns };
}

async function writeCsv(path: string, lines: string, { paths }: CsvColumns): Promise<void> {
  const whole = `${path}.csv.partial`;
  try {
    await writing(whole, async write => {
      await write(printCsvHeading(paths));
      for await (const { text = '' } of textLines(textPieces(fileSource(lines)))) {
        const device = parseJsonLine(text);
        if (!isLineProblem(device)) await write(printCsvLine(device, paths));
      }
    });
    await rename(whole, path);
  } finally {
    await rm(whole, { force: true });
  }
}

/** Writes texts to a file, each with its line end. @throws TransferFileError */
export async function writeTexts(path: string, texts: AsyncIterable<string>): Promise<void> {
  try {
    await writing(path, async write => {
      for await (const text of texts) await write(`${text}\n`);
    });
  } catch (error) {
    throw translated(error, basename(path));
  }
}

/** Each text is written before the next one is made, so that memory holds one page. */
async function writing(path: string, write: (to: (text: string) => Promise<void>) => Promise<void>): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await write(text => file.appendFile(text));
    await file.sync();
  } finally {
    await file.close();
  }
}

function translated(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error.name === 'AbortError' || !('syscall' in error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  return new TransferFileError({ kind: 'unwritable', file, code }, { cause: error });
}
