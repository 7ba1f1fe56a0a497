import type { IncomingMessage } from 'node:http';
import { RestFault } from './restFault.ts';

/** The largest body: a bulk request of 100 devices with full twins stays below it. */
const mostBytes = 8 * 1024 * 1024;

/** Reads the whole body. @throws RestFault `bodyTooLarge` */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // The stream stays open when the loop ends early: the client must be able to read why.
  for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) throw new RestFault('bodyTooLarge', `The body has more than ${mostBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
