import { Readable } from 'node:stream';
import type { ContainerClient } from '@azure/storage-blob';
import type { ContainerEndpoint } from '../endpoint.ts';
import { withProxyWitness } from '../proxyWitness.ts';
import { storageCall, translateStorageFailure } from './translateStorageFailure.ts';

/** How often a download goes on where it broke off. */
const mostBreaks = 5;
const block = { bytes: 4 * 1024 * 1024, atOnce: 2 } as const;
/** A list of more is no choice any more. */
const mostListed = 1000;

/** The files of a container that is known by its address with a signature. */
export class ContainerFiles {
  readonly #endpoint: ContainerEndpoint;

  constructor(endpoint: ContainerEndpoint) {
    this.#endpoint = endpoint;
  }

  /** The names of the first thousand. @throws StorageError `refused` also if the signature has no right to list. */
  async list(signal?: AbortSignal): Promise<readonly string[]> {
    const client = await this.#open();
    return storageCall(this.#endpoint.name, async () => {
      const names: string[] = [];
      for await (const { name } of client.listBlobsFlat(signal ? { abortSignal: signal } : {})) {
        names.push(name);
        if (names.length === mostListed) break;
      }
      return names;
    });
  }

  /** Tells one content of a file from another. @throws StorageError `notFound` */
  async etagOf(file: string, signal?: AbortSignal): Promise<string> {
    const client = await this.#open();
    return storageCall(this.#place(file), async () => {
      const { etag = '' } = await client.getBlobClient(file).getProperties(signal ? { abortSignal: signal } : {});
      return etag;
    });
  }

  /** Streams a file. @throws StorageError */
  async *read(file: string, signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
    const client = await this.#open();
    try {
      const options = { maxRetryRequests: mostBreaks, ...(signal ? { abortSignal: signal } : {}) };
      const { readableStreamBody } = await withProxyWitness(() =>
        client.getBlobClient(file).download(0, undefined, options),
      );
      for await (const chunk of readableStreamBody ?? []) yield chunk as Uint8Array;
    } catch (error) {
      throw translateStorageFailure(error, this.#place(file));
    }
  }

  /** Writes a file, which appears whole or not at all. @throws StorageError */
  async write(file: string, texts: AsyncIterable<string>, signal?: AbortSignal): Promise<void> {
    const client = await this.#open();
    const options = signal ? { abortSignal: signal } : {};
    const stream = Readable.from(texts, { objectMode: false });
    await storageCall(this.#place(file), () =>
      client.getBlockBlobClient(file).uploadStream(stream, block.bytes, block.atOnce, options),
    );
  }

  /** Deletes a file, if it is there. @throws StorageError */
  async delete(file: string, signal?: AbortSignal): Promise<void> {
    const client = await this.#open();
    const options = signal ? { abortSignal: signal } : {};
    await storageCall(this.#place(file), () => client.getBlobClient(file).deleteIfExists(options));
  }

  #place(file: string): string {
    return `${this.#endpoint.name}/${file}`;
  }

  async #open(): Promise<ContainerClient> {
    const { containerClient } = await import('./storageSdk.ts');
    return containerClient(this.#endpoint);
  }
}
