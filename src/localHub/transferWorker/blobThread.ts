import { Worker } from 'node:worker_threads';
import {
  type BlobAddress,
  BlobError,
  type BlobWorker,
  type ContainerUse,
  type LineBatch,
} from '../iotHub/transfer/blobWorker.ts';
import type { ExportedLines } from '../store/identityExport.ts';
import { type Call, type DutyName, type Reply, transferable } from './calls.ts';

/** The bundle of the thread, beside that of the process. */
const script = new URL('transferWorker.js', import.meta.url);
/**
 * The thread holds a few lines and blocks at a time. New objects have little room, so that they are cleared away often, and
 * with them the chunks of the network: those are elsewhere, and too many of them have the whole heap searched.
 */
const memory = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 256 } as const;

/** Gives the origin at which a container is reached, if that is not the one in its address. */
export type ReachContainer = (containerUri: string) => Promise<string | undefined>;

/** The hub's end of the thread of a transfer, which starts with it. */
export class BlobThread implements BlobWorker {
  readonly #worker: Worker;
  readonly #reach: ReachContainer;
  readonly #open = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;
  /** Why the thread is gone, if it is. */
  #whyGone: unknown;

  /** @param caFile the authority of the local hub, PEM. */
  constructor(caFile: string, reach: ReachContainer) {
    this.#reach = reach;
    this.#worker = new Worker(script, { workerData: caFile, resourceLimits: memory });
    this.#worker.on('message', (reply: Reply) => this.#settle(reply));
    this.#worker.on('error', error => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new BlobError('The transfer was ended.')));
    this.#worker.unref();
  }

  async check(use: ContainerUse, blob: BlobAddress): Promise<void> {
    await this.#call('check', [use, await this.#reached(blob)]);
  }

  async beginWrite(blob: BlobAddress): Promise<number> {
    return (await this.#call('beginWrite', [await this.#reached(blob)])) as number;
  }

  async append(upload: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#call('append', [upload, bytes]);
  }

  async commit(upload: number): Promise<void> {
    await this.#call('commit', [upload]);
  }

  async beginLines(blob: BlobAddress, errors: number): Promise<void> {
    await this.#call('beginLines', [await this.#reached(blob), errors]);
  }

  async nextLines(spent?: LineBatch): Promise<LineBatch | undefined> {
    return (await this.#call('nextLines', [spent])) as LineBatch | undefined;
  }

  async beginExport(storeFile: string, excludeKeys: boolean): Promise<void> {
    await this.#call('beginExport', [storeFile, excludeKeys]);
  }

  async nextExported(): Promise<ExportedLines | undefined> {
    return (await this.#call('nextExported', [])) as ExportedLines | undefined;
  }

  async readText(blob: BlobAddress): Promise<string> {
    return (await this.#call('readText', [await this.#reached(blob)])) as string;
  }

  async checkpoint(storeFile: string): Promise<number> {
    return (await this.#call('checkpoint', [storeFile])) as number;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #reached(blob: BlobAddress): Promise<BlobAddress> {
    const origin = await this.#reach(blob.containerUri);
    return origin === undefined ? blob : { ...blob, origin };
  }

  #call(duty: DutyName, parameters: readonly unknown[]): Promise<unknown> {
    if (this.#whyGone !== undefined) return Promise.reject(this.#whyGone);

    const id = ++this.#lastId;
    const reply = Promise.withResolvers<unknown>();
    this.#open.set(id, reply);
    this.#worker.postMessage({ id, duty, parameters } satisfies Call, transferable(parameters));
    return reply.promise;
  }

  #settle(reply: Reply): void {
    const call = this.#open.get(reply.id);
    this.#open.delete(reply.id);
    if (reply.kind === 'result') call?.resolve(reply.result);
    else call?.reject(reply.kind === 'blobError' ? new BlobError(reply.text) : new Error(reply.text));
  }

  #fail(error: unknown): void {
    this.#whyGone ??= error;
    for (const call of this.#open.values()) call.reject(error);
    this.#open.clear();
  }
}
