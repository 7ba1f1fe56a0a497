import type { DatabaseSync } from 'node:sqlite';
import type { BlobAddress, BlobWorker, ContainerUse, LineBatch } from '../iotHub/transfer/blobWorker.ts';
import { ExportReader } from '../iotHub/transfer/exportReader.ts';
import type { ExportedLines } from '../store/identityExport.ts';
import { loadSqlite } from '../store/store.ts';
import { BlobClient } from './blobClient.ts';
import { BlockUpload } from './blockUpload.ts';
import { type ReadLines, readLines } from './lineReader.ts';
import { readBlob } from './readBlob.ts';

/** Lines of an export that are given at a time: about a megabyte. */
const exportedLines = 1000;

const encoder = new TextEncoder();

/** What the thread of a transfer does. */
export class BlobDuties implements BlobWorker {
  readonly #client: BlobClient;
  readonly #uploads: BlockUpload[] = [];
  #lines: AsyncGenerator<ReadLines, void> | undefined;
  #errors = 0;
  readonly #spent: LineBatch[] = [];
  #store: DatabaseSync | undefined;
  #exported: ExportReader | undefined;

  /** @param ca PEM: see {@link BlobClient}. */
  constructor(ca: string) {
    this.#client = new BlobClient(ca);
  }

  /** Reading is tried on the blob itself; writing and deleting on one beside it, which is gone afterwards. */
  async check(use: ContainerUse, blob: BlobAddress): Promise<void> {
    if (use === 'read') return void (await this.#client.sendOnce({ method: 'HEAD', blob })).resume();

    const probe = { ...blob, name: `${blob.name}.${crypto.randomUUID()}` };
    const headers = { 'x-ms-blob-type': 'BlockBlob' };
    (await this.#client.sendOnce({ method: 'PUT', blob: probe, headers })).resume();
    (await this.#client.sendOnce({ method: 'HEAD', blob: probe })).resume();
    (await this.#client.sendOnce({ method: 'DELETE', blob: probe })).resume();
  }

  async beginWrite(blob: BlobAddress): Promise<number> {
    return this.#uploads.push(new BlockUpload(this.#client, blob)) - 1;
  }

  async append(upload: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#uploads[upload]?.append(bytes);
  }

  async commit(upload: number): Promise<void> {
    await this.#uploads[upload]?.commit();
  }

  async beginLines(blob: BlobAddress, errors: number): Promise<void> {
    this.#errors = errors;
    this.#lines = readLines(readBlob(this.#client, blob), this.#spent);
  }

  async nextLines(spent?: LineBatch): Promise<LineBatch | undefined> {
    if (spent) this.#spent.push(spent);
    const next = await this.#lines?.next();
    if (!next || next.done) return undefined;

    const { batch, errors } = next.value;
    await this.append(this.#errors, encoder.encode(errors));
    return batch;
  }

  async readText(blob: BlobAddress): Promise<string> {
    return this.#client.text({ method: 'GET', blob });
  }

  async beginExport(storeFile: string, excludeKeys: boolean): Promise<void> {
    this.#exported = new ExportReader(await this.#opened(storeFile), excludeKeys);
  }

  async nextExported(): Promise<ExportedLines | undefined> {
    return this.#exported?.next(exportedLines);
  }

  async checkpoint(storeFile: string): Promise<number> {
    const store = await this.#opened(storeFile);
    return Number(store.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()?.['checkpointed']);
  }

  async end(): Promise<void> {
    this.#client.close();
  }

  async #opened(storeFile: string): Promise<DatabaseSync> {
    this.#store ??= await openDatabase(storeFile);
    return this.#store;
  }
}

async function openDatabase(file: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await loadSqlite();
  const database = new DatabaseSync(file);
  // What another thread has written may be lost with the power, but never in part.
  database.exec('PRAGMA synchronous = NORMAL');
  return database;
}
