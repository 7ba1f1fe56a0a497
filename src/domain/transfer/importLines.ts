import { type ImportMode, defaultImportMode } from './importMode.ts';
import type { LineProblem } from './lineProblem.ts';
import { isLineProblem } from './readTransferDevice.ts';
import { type TransferDevice, transferLabel } from './transferDevice.ts';

/** A line of an import file, read: a device, or why it is none. */
export interface ImportLine {
  /** From 1. */
  readonly number: number;
  readonly read: TransferDevice | LineProblem;
}

/** A line that can be imported, with its mode. */
export interface GoodLine {
  readonly line: number;
  readonly device: TransferDevice & { readonly importMode: ImportMode };
}

export interface BadLine {
  readonly line: number;
  readonly problem: LineProblem;
}

/** Lines that can go into one bulk request, and those among them that cannot be imported at all. */
export interface LineBatch {
  readonly good: readonly GoodLine[];
  readonly bad: readonly BadLine[];
  /** Lines of the file up to here. */
  readonly lines: number;
}

/** The most devices of one bulk request: IoT Hub, "Quotas and throttling". */
export const batchSize = 100;

/**
 * The lines of a file in batches, in their order: first those of devices, or as `of` says those of modules, which need
 * their devices. A device that was named before is a bad line, as one request can name it only once. Lines that are bad
 * by themselves come with the devices only.
 */
export async function* lineBatches(
  lines: AsyncIterable<ImportLine>,
  of: 'devices' | 'modules',
  mode: ImportMode = defaultImportMode,
): AsyncGenerator<LineBatch, void> {
  const firstLines = new Map<string, number>();
  let good: GoodLine[] = [];
  let bad: BadLine[] = [];
  let count = 0;

  for await (const { number, read } of lines) {
    count++;
    if (isLineProblem(read)) {
      if (of === 'devices') bad.push({ line: number, problem: read });
    } else if ((read.moduleId === undefined) === (of === 'devices')) {
      const label = transferLabel(read);
      const firstLine = firstLines.get(label);
      if (firstLine !== undefined) bad.push({ line: number, problem: { kind: 'duplicate', label, firstLine } });
      else {
        firstLines.set(label, number);
        good.push({ line: number, device: { ...read, importMode: read.importMode ?? mode } });
      }
    }
    if (good.length === batchSize || bad.length === batchSize) {
      yield { good, bad, lines: count };
      [good, bad] = [[], []];
    }
  }
  yield { good, bad, lines: count };
}
