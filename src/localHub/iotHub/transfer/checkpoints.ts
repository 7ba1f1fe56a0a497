import type { Store } from '../../store/store.ts';
import type { BlobWorker } from './blobWorker.ts';
import { handled } from './readAhead.ts';

/** How much is imported until the log is brought into the database. */
const everyBytes = 256 * 1024 * 1024;
/** A log is caught up with when no more pages than this came while the last ones were brought in. */
const fewPages = 2000;
const mostPasses = 6;

/**
 * Keeps the log of a store short while much is written: in a thread of its own, because it takes a second for each
 * hundred megabytes, in which the hub would serve nobody. The last pages are brought in while the import waits, so that
 * the log can begin anew.
 */
export class Checkpoints implements AsyncDisposable {
  readonly #store: Store;
  readonly #worker: BlobWorker;
  readonly #left: Disposable;
  #bytes = 0;
  #catchingUp: Promise<void> | undefined;
  #caughtUp = false;

  /** @param worker its thread does nothing else. */
  constructor(store: Store, worker: BlobWorker) {
    this.#store = store;
    this.#worker = worker;
    this.#left = store.leaveCheckpoints();
  }

  /** Call when so many bytes of a file are imported. Resolves when there can be more. */
  async after(bytes: number): Promise<void> {
    this.#bytes += bytes;
    if (this.#bytes < everyBytes) return;

    // What fails is told at the end, if the store did not refuse what is imported before.
    this.#catchingUp ??= handled(this.#catchUp());
    if (!this.#caughtUp) return;
    await this.#finish();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#catchingUp ??= this.#catchUp();
    await this.#finish();
    this.#left[Symbol.dispose]();
    await this.#worker.end();
  }

  async #catchUp(): Promise<void> {
    for (let pass = 0, before = 0; pass < mostPasses; pass++) {
      const pages = await this.#checkpoint();
      if (pages - before < fewPages) break;
      before = pages;
    }
    this.#caughtUp = true;
  }

  async #finish(): Promise<void> {
    await this.#catchingUp;
    await this.#checkpoint();
    this.#bytes = 0;
    this.#catchingUp = undefined;
    this.#caughtUp = false;
  }

  async #checkpoint(): Promise<number> {
    return this.#store.file === undefined ? 0 : this.#worker.checkpoint(this.#store.file);
  }
}
