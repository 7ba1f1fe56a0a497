import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { TransferFileError } from '../../../domain/transfer/transferFileError.ts';

/** The text of a file, in pieces; never the whole of it. @throws TransferFileError */
export async function* textPieces(file: string, signal?: AbortSignal): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of createReadStream(file, { signal }))
      yield checked(decoder.decode(bytes, { stream: true }));
    yield decoder.decode();
  } catch (error) {
    throw translated(error, basename(file));
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
