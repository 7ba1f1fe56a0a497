import type { BlobPart } from './readBlob.ts';

/** A line without its end. */
export interface Line {
  readonly bytes: Uint8Array;
  /** Only its beginning is here: the rest was passed over as it came. */
  readonly tooLong: boolean;
}

export interface Lines {
  readonly lines: readonly Line[];
  /** The share of the file that was read, 0 to 1. */
  readonly read: number;
}

/** More than any device can have: sections of twins have 72 KB together, and metadata a few times that. */
const mostLineBytes = 2 * 1024 * 1024;
/** What is shown of a line that is too long. */
const shownBytes = 200;
/** How much is given at a time. */
const batchBytes = 768 * 1024;

const [lineFeed, carriageReturn] = [10, 13];

/**
 * Cuts a file into lines, and leaves out empty ones and the mark of UTF-8 at its start. Never holds more than a line.
 * Lines are good until the next ones are asked for: their memory is used again.
 */
export async function* splitLines(parts: AsyncIterable<BlobPart>): AsyncGenerator<Lines, void> {
  const lines = new LineCutter();
  let read = 0;
  for await (const part of parts) {
    ({ read } = part);
    lines.add(part.bytes);
    if (lines.pendingBytes >= batchBytes) yield { lines: lines.take(), read };
  }
  yield { lines: lines.takeLast(), read };
}

class LineCutter {
  #chunks: Buffer[] = [];
  #memory: Buffer = Buffer.alloc(0);
  #rest: Buffer = Buffer.alloc(0);
  #isFirst = true;
  #tooLong: Buffer | undefined;
  pendingBytes = 0;

  add(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.pendingBytes += bytes.byteLength;
  }

  /** The lines that are whole. */
  take(): readonly Line[] {
    const all = this.#joined([this.#rest, ...this.#chunks]);
    this.#chunks = [];
    this.pendingBytes = 0;
    const bytes = this.#isFirst ? withoutMark(all) : all;
    this.#isFirst = false;

    const lines: Line[] = [];
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      this.#addLine(lines, bytes.subarray(start, end));
      start = end + 1;
    }
    this.#keep(bytes.subarray(start));
    return lines;
  }

  /** As {@link LineCutter.take}, at the end of the file. */
  takeLast(): readonly Line[] {
    const lines = [...this.take()];
    this.#addLine(lines, this.#rest);
    return lines;
  }

  #joined(parts: readonly Buffer[]): Buffer {
    const length = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (this.#memory.byteLength < length) this.#memory = Buffer.alloc(length);
    for (let index = 0, at = 0; index < parts.length; index++) at += parts[index]?.copy(this.#memory, at) ?? 0;
    return this.#memory.subarray(0, length);
  }

  #keep(rest: Buffer): void {
    if (rest.byteLength > mostLineBytes) this.#tooLong ??= Buffer.from(rest.subarray(0, shownBytes));
    // Not a part of a larger buffer, which would stay as long as it.
    this.#rest = this.#tooLong ? Buffer.alloc(0) : Buffer.from(rest);
  }

  #addLine(lines: Line[], line: Buffer): void {
    if (this.#tooLong) lines.push({ bytes: this.#tooLong, tooLong: true });
    else if (line.byteLength > mostLineBytes) lines.push({ bytes: line.subarray(0, shownBytes), tooLong: true });
    else {
      const bytes = line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
      if (bytes.byteLength > 0) lines.push({ bytes, tooLong: false });
    }
    this.#tooLong = undefined;
  }
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
