import { isUtf8 } from 'node:buffer';
import { HubFault } from '../iotHub/hubFault.ts';
import type { LineBatch } from '../iotHub/transfer/blobWorker.ts';
import { readImportedDevice } from '../iotHub/transfer/importedDevice.ts';
import { formatError } from '../iotHub/transfer/importError.ts';
import { cutsOfLine } from '../iotHub/transfer/cutLines.ts';
import { packDevice } from '../iotHub/transfer/packedDevice.ts';
import { PlainDevices } from './plainDevice.ts';
import type { BlobPart } from './readBlob.ts';
import { type Line, splitLines } from './splitLines.ts';
import { TextsWriter } from './textsWriter.ts';

/** What was read of a file of devices. */
export interface ReadLines {
  readonly batch: LineBatch;
  /** Lines for `importErrors.log`. */
  readonly errors: string;
}

/**
 * Reads a file of devices, part by part; what is no device becomes a line about it.
 * @param spent memory that lines are put into, as long as there is some.
 */
export async function* readLines(
  parts: AsyncIterable<BlobPart>,
  spent: LineBatch[] = [],
): AsyncGenerator<ReadLines, void> {
  const plain = new PlainDevices();
  let last: LineBatch | undefined;
  const memory = () => (last = spent.pop())?.bytes.buffer;
  for await (const { bytes, lines, read } of splitLines(parts, memory)) {
    const { errors, cuts, packed } = prepare(plain, bytes, lines, last);
    yield { batch: { bytes, cuts, packed, read }, errors };
  }
}

function prepare(plain: PlainDevices, bytes: Buffer, lines: readonly Line[], spent: LineBatch | undefined) {
  const packed = new TextsWriter(spent?.packed);
  const cuts = cutsFor(lines.length, spent);
  const now = new Date().toISOString();
  let errors = '';
  let count = 0;
  for (const line of lines) {
    const isPlain = !line.tooLong && plain.cut(bytes, line, cuts, count * cutsOfLine);
    const device = isPlain ? { packed: '' } : tryPack(bytes, line, now);
    if (device.error !== undefined) errors += device.error;
    else {
      packed.add(device.packed);
      count++;
    }
  }
  return { cuts: cuts.subarray(0, count * cutsOfLine), packed: packed.end(), errors };
}

function cutsFor(lineCount: number, spent: LineBatch | undefined): Int32Array<SharedArrayBuffer> {
  const length = lineCount * cutsOfLine;
  const needed = length * Int32Array.BYTES_PER_ELEMENT;
  const memory =
    spent && spent.cuts.buffer.byteLength >= needed ? spent.cuts.buffer : new SharedArrayBuffer(2 * needed);
  return new Int32Array(memory, 0, length);
}

type Packed = { readonly packed: string; readonly error?: undefined } | { readonly error: string };

function tryPack(bytes: Buffer, { start, end, tooLong }: Line, now: string): Packed {
  if (tooLong) return { error: formatError(tooLong.toString(), 'The line is too long for a device.') };

  const text = bytes.toString('utf8', start, end);
  if (!isUtf8(bytes.subarray(start, end))) {
    return { error: formatError(text, 'The line is not UTF-8. Save the file as UTF-8.') };
  }
  try {
    return { packed: packDevice(readImportedDevice(text), now) };
  } catch (error) {
    if (!(error instanceof HubFault)) throw error;
    return { error: formatError(text, error.message) };
  }
}
