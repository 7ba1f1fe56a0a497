import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { TransferFileError } from '../../../domain/transfer/transferFileError.ts';

/** A text, wherever it is, that can be read from its start as often as one likes. */
export interface TextSource {
  /** Of the file, without its folder. */
  readonly name: string;
  /** Of a file on this machine. */
  readonly path?: string;
  /** Tells one content from another. @throws TransferFileError `missing`, StorageError */
  stamp(): Promise<string>;
  /** The bytes, in pieces; never the whole of it. */
  bytes(signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

/** A file on this machine. */
export function fileSource(path: string): TextSource {
  const name = basename(path);
  return {
    name,
    path,
    async stamp() {
      try {
        const { size, mtimeMs } = await stat(path);
        return `${size}/${mtimeMs}`;
      } catch (error) {
        throw new TransferFileError({ kind: 'missing', file: name }, { cause: error });
      }
    },
    bytes: signal => createReadStream(path, { signal }),
  };
}

/** The text of a file, in pieces. @throws TransferFileError, and what the source throws */
export async function* textPieces(source: TextSource, signal?: AbortSignal): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of source.bytes(signal)) yield checked(decoder.decode(bytes, { stream: true }));
    yield decoder.decode();
  } catch (error) {
    throw translated(error, source.name);
  }
}

/** UTF-16 without a byte order mark is UTF-8 with zeros in it. */
function checked(text: string): string {
  if (text.includes('\0')) throw new TypeError('There are zeros in the text.');
  return text;
}

function translated(error: unknown, file: string): unknown {
  if (error instanceof TypeError) return new TransferFileError({ kind: 'notUtf8', file }, { cause: error });
  if (!(error instanceof Error) || error.name === 'AbortError' || !('code' in error)) return error;

  const code = String(error.code);
  const reason =
    code === 'ENOENT' ? ({ kind: 'missing', file } as const) : ({ kind: 'unreadable', file, code } as const);
  return new TransferFileError(reason, { cause: error });
}
