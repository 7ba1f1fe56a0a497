import type { BlobPart } from './readBlob.ts';

/** Where a line stands, without its end. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** The beginning of one that is too long, of which nothing else is here: the rest was passed over as it came. */
  readonly tooLong?: Buffer;
}

export interface Lines {
  /** The file's own, in which the lines stand. */
  readonly bytes: Buffer<SharedArrayBuffer>;
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
const markBytes = 3;
const wordBytes = 8;

/**
 * Cuts a file into lines, and leaves out empty ones and the mark of UTF-8 at its start. Never holds more than a line.
 * @param parts are taken over with the memory that they are in.
 * @param spent gives memory to put lines into, if there is some.
 */
export async function* splitLines(
  parts: AsyncIterable<BlobPart>,
  spent: () => SharedArrayBuffer | undefined = () => undefined,
): AsyncGenerator<Lines, void> {
  const lines = new LineCutter(spent);
  let read = 0;
  for await (const part of parts) {
    ({ read } = part);
    lines.add(part.bytes);
    if (lines.pendingBytes >= batchBytes) yield { ...lines.take(), read };
  }
  yield { ...lines.takeLast(), read };
}

class LineCutter {
  readonly #spent: () => SharedArrayBuffer | undefined;
  #chunks: Buffer[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #isFirst = true;
  #tooLong: Buffer | undefined;
  pendingBytes = 0;

  constructor(spent: () => SharedArrayBuffer | undefined) {
    this.#spent = spent;
  }

  add(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.pendingBytes += bytes.byteLength;
  }

  /** The lines that are whole. */
  take(): Omit<Lines, 'read'> {
    const { bytes, lines, start } = this.#cut();
    this.#keep(bytes.subarray(start));
    return { bytes, lines };
  }

  /** As {@link LineCutter.take}, at the end of the file. */
  takeLast(): Omit<Lines, 'read'> {
    const { bytes, lines, start } = this.#cut();
    this.#addLine(lines, bytes, start, bytes.byteLength);
    return { bytes, lines };
  }

  #cut() {
    const { bytes, start: first } = this.#joined();
    const lines: Line[] = [];
    let start = this.#isFirst && hasMark(bytes) ? markBytes : first;
    this.#isFirst = false;
    for (let end = bytes.indexOf(lineFeed, start); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      this.#addLine(lines, bytes, start, end);
      start = end + 1;
    }
    return { bytes, lines, start };
  }

  /** The rest and what came after it, which begins where a word does: V8 copies words, and single bytes elsewhere. */
  #joined() {
    const chunksAt = Math.ceil(this.#rest.byteLength / wordBytes) * wordBytes;
    const length = chunksAt + this.pendingBytes;
    const spent = this.#spent();
    const memory =
      spent && spent.byteLength >= length ? spent : new SharedArrayBuffer(Math.max(length, 2 * batchBytes));
    const bytes = Buffer.from(memory, 0, length);
    const start = chunksAt - this.#rest.copy(bytes, chunksAt - this.#rest.byteLength);
    let end = chunksAt;
    for (const chunk of this.#chunks) {
      end += chunk.copy(bytes, end);
      release(chunk);
    }
    this.#chunks = [];
    this.pendingBytes = 0;
    return { bytes, start };
  }

  #keep(rest: Buffer): void {
    if (rest.byteLength > mostLineBytes) this.#tooLong ??= Buffer.from(rest.subarray(0, shownBytes));
    // Not a part of a larger buffer, which is given away.
    this.#rest = this.#tooLong ? Buffer.alloc(0) : Buffer.from(rest);
  }

  #addLine(lines: Line[], bytes: Buffer, start: number, end: number): void {
    const tooLong =
      this.#tooLong ??
      (end - start > mostLineBytes ? Buffer.from(bytes.subarray(start, start + shownBytes)) : undefined);
    const lineEnd = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
    if (tooLong) lines.push({ start, end: start, tooLong });
    else if (lineEnd > start) lines.push({ start, end: lineEnd });
    this.#tooLong = undefined;
  }
}

/** Gives the memory back at once that a chunk has to itself: otherwise the heap is searched for it, again and again. */
function release({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

function hasMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
