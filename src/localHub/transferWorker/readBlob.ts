import type { IncomingMessage } from 'node:http';
import { type BlobAddress, BlobError } from '../iotHub/transfer/blobWorker.ts';
import type { BlobClient } from './blobClient.ts';

/** How often a download goes on where it broke off without a byte in between. */
const mostBreaks = 3;
const partialContent = 206;

export interface BlobPart {
  readonly bytes: Buffer;
  /** The share of the blob that was read with it, 0 to 1. */
  readonly read: number;
}

/**
 * Reads a blob from its beginning to its end; where the connection breaks, it goes on from there.
 * @throws BlobError if that does not help, or the blob has become another one meanwhile.
 */
export async function* readBlob(client: BlobClient, blob: BlobAddress): AsyncGenerator<BlobPart, void> {
  const first = await client.send({ method: 'GET', blob });
  const total = Number(first.headers['content-length'] ?? 0);
  const { etag } = first.headers;
  let offset = 0;
  let answer: IncomingMessage = first;
  for (let breaks = 0; ; breaks++) {
    try {
      for await (const chunk of answer) {
        const bytes = chunk as Buffer;
        offset += bytes.byteLength;
        breaks = 0;
        yield { bytes, read: offset / total };
      }
    } catch (error) {
      if (breaks >= mostBreaks) throw torn(blob, offset, total, error);
    }
    if (offset >= total) return;
    if (breaks >= mostBreaks) throw torn(blob, offset, total);
    const headers = { range: `bytes=${offset}-`, ...(etag === undefined ? {} : { 'if-match': etag }) };
    answer = await client.send({ method: 'GET', blob, headers });
    if (answer.statusCode !== partialContent) throw torn(blob, offset, total);
  }
}

function torn({ containerUri, name }: BlobAddress, offset: number, total: number, cause?: unknown): BlobError {
  const place = `"${name}" in ${containerUri.split('?', 1)[0]}`;
  return new BlobError(`${place} breaks off after ${offset} of ${total} bytes. Start the job again.`, { cause });
}
