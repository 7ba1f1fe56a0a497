import { isUtf8 } from 'node:buffer';
import { HubFault } from '../iotHub/hubFault.ts';
import type { LineBatch } from '../iotHub/transfer/blobWorker.ts';
import { readImportedDevice } from '../iotHub/transfer/importedDevice.ts';
import { formatError } from '../iotHub/transfer/importError.ts';
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
  for await (const { lines, read } of splitLines(parts)) {
    const { errors, ...texts } = pack(plain, lines, spent.pop());
    yield { batch: { ...texts, read }, errors };
  }
}

function pack(plain: PlainDevices, lines: readonly Line[], spent: LineBatch | undefined) {
  const packed = new TextsWriter(spent?.packed);
  const good = new TextsWriter(spent?.lines);
  let errors = '';
  const now = new Date().toISOString();
  for (const line of lines) {
    const device = tryPack(plain, line, now);
    if (device.error !== undefined) errors += device.error;
    else {
      packed.add(device.packed);
      good.addBytes(line.bytes);
    }
  }
  return { packed: packed.end(), lines: good.end(), errors };
}

type Packed = { readonly packed: string; readonly error?: undefined } | { readonly error: string };

function tryPack(plain: PlainDevices, { bytes, tooLong }: Line, now: string): Packed {
  if (tooLong) return { error: formatError(textOf(bytes), 'The line is too long for a device.') };
  try {
    const packed = plain.pack(bytes, now);
    if (packed !== undefined) return { packed };
    if (!isUtf8(bytes)) return { error: formatError(textOf(bytes), 'The line is not UTF-8. Save the file as UTF-8.') };
    return { packed: packDevice(readImportedDevice(textOf(bytes)), now) };
  } catch (error) {
    if (!(error instanceof HubFault)) throw error;
    return { error: formatError(textOf(bytes), error.message) };
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
