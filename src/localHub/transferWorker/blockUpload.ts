import { createHash } from 'node:crypto';
import type { BlobAddress } from '../iotHub/transfer/blobWorker.ts';
import type { BlobClient } from './blobClient.ts';

/** 50,000 blocks of this size are the 200 GB that a file may have. */
const blockBytes = 4 * 1024 * 1024;
/** Blocks on their way at a time: enough for the network never to wait, and little memory. */
const mostOnTheWay = 2;

/** Writes a blob in blocks, as large as it may become. It appears whole, with its commit. */
export class BlockUpload {
  readonly #client: BlobClient;
  readonly #blob: BlobAddress;
  readonly #ids: string[] = [];
  readonly #onTheWay = new Set<Promise<void>>();
  #block: Uint8Array<ArrayBuffer>[] = [];
  #blockLength = 0;

  constructor(client: BlobClient, blob: BlobAddress) {
    this.#client = client;
    this.#blob = blob;
  }

  /**
   * Takes the bytes over with the whole memory that they are in. Resolves when there is room for more.
   * @throws BlobError if an earlier block was refused, too.
   */
  async append(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (bytes.byteLength === 0) return;

    this.#block.push(bytes);
    this.#blockLength += bytes.byteLength;
    if (this.#blockLength >= blockBytes) this.#send();
    if (this.#onTheWay.size >= mostOnTheWay) await Promise.race(this.#onTheWay);
  }

  /** @throws BlobError */
  async commit(): Promise<void> {
    if (this.#ids.length === 0) {
      const headers = { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'text/plain' };
      return this.#client.run({ method: 'PUT', blob: this.#blob, headers, body: this.#block });
    }

    if (this.#blockLength > 0) this.#send();
    await Promise.all(this.#onTheWay);
    const list = this.#ids.map(id => `<Latest>${id}</Latest>`).join('');
    const body = [Buffer.from(`<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`)];
    const headers = { 'x-ms-blob-content-type': 'text/plain', 'content-type': 'application/xml' };
    await this.#client.run({ method: 'PUT', blob: this.#blob, query: { comp: 'blocklist' }, headers, body });
  }

  #send(): void {
    const id = Buffer.from(String(this.#ids.length).padStart(6, '0')).toString('base64');
    this.#ids.push(id);
    const sent = this.#sendBlock(id, this.#block);
    this.#block = [];
    this.#blockLength = 0;
    this.#onTheWay.add(sent);
    // One that failed stays, for the next who waits.
    sent.then(
      () => this.#onTheWay.delete(sent),
      () => undefined,
    );
  }

  async #sendBlock(id: string, block: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    const query = { comp: 'block', blockid: id };
    const headers = { 'content-md5': md5(block) };
    await this.#client.run({ method: 'PUT', blob: this.#blob, query, headers, body: block });
    // At once: hundreds of megabytes would wait to be collected.
    for (const { buffer } of block) buffer.transfer(0);
  }
}

/** With it the storage refuses a block that was changed on its way; Azurite reckons a slower sum for itself without it. */
function md5(parts: readonly Uint8Array[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest('base64');
}
