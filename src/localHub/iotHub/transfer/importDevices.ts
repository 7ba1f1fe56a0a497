import { HubFault } from '../hubFault.ts';
import { requestedName } from '../identityRequest.ts';
import type { Registry } from '../registry.ts';
import { Turns } from '../turns.ts';
import type { Twins } from '../twins.ts';
import type { BlobWorker, LineBatch } from './blobWorker.ts';
import type { Checkpoints } from './checkpoints.ts';
import { CutLines } from './cutLines.ts';
import { type ImportedDevice, readImportedDevice } from './importedDevice.ts';
import { refusalError } from './importError.ts';
import { ImportRules } from './importRules.ts';
import { unpackDevice } from './packedDevice.ts';
import { readAhead } from './readAhead.ts';
import { textsReader } from './texts.ts';

export interface DeviceImport {
  readonly registry: Registry;
  readonly twins: Twins;
  readonly worker: BlobWorker;
  readonly checkpoints: Checkpoints;
  /** The upload for what is refused: see {@link BlobWorker.beginWrite}. */
  readonly errors: number;
  readonly signal: AbortSignal;
  /** Called with the share of the file that is done, 0 to 1. */
  readonly progress: (share: number) => void;
}

/** How many lines may wait for a parent that comes after them in the file. */
const mostWaiting = 100_000;

/** Lines are read while those before them are written. */
const batchesAhead = 3;

/** Few: what is done for the first time takes much longer than later. */
const firstTurn = 50;

const encoder = new TextEncoder();

/** Does what the lines of a file ask, one after the other, and lets the hub serve others meanwhile. */
export class DevicesImport {
  readonly #options: DeviceImport;
  readonly #rules: ImportRules;
  readonly #turns = new Turns(firstTurn);
  #waiting: ImportedDevice[] = [];
  #refused = '';

  constructor(options: DeviceImport) {
    this.#options = options;
    this.#rules = new ImportRules(options.registry, options.twins);
  }

  /** Reads what {@link BlobWorker.beginLines} began. */
  async run(): Promise<void> {
    const { worker, checkpoints, progress } = this.#options;
    let spent: LineBatch | undefined;
    for await (const batch of readAhead(() => worker.nextLines(spent), batchesAhead)) {
      await this.#importBatch(batch);
      progress(batch.read);
      await checkpoints.after(batch.bytes.byteLength);
      spent = batch;
    }
    await this.#importWaiting();
  }

  async #importBatch(batch: LineBatch): Promise<void> {
    const lines = new CutLines(batch.bytes, batch.cuts, new Date().toISOString());
    const packedAt = textsReader(batch.packed);
    await this.#inTurns(lines.count, index => {
      const device = lines.device(index) ?? unpackDevice(packedAt(index));
      if (device && this.#options.registry.createFrom(device)) return;

      this.#importLine(readImportedDevice(lines.text(index)));
    });
  }

  /** Parents come first: what waits for one is tried again as long as that brings more of them. */
  async #importWaiting(): Promise<void> {
    for (let before = Number.POSITIVE_INFINITY; this.#waiting.length > 0 && this.#waiting.length < before;) {
      before = this.#waiting.length;
      const lines = this.#waiting;
      this.#waiting = [];
      await this.#inTurns(lines.length, index => this.#importLine(lines[index] as ImportedDevice));
    }
    const orphans = this.#waiting;
    await this.#inTurns(orphans.length, index => this.#apply(orphans[index] as ImportedDevice));
  }

  #importLine(line: ImportedDevice): void {
    if (this.#waiting.length < mostWaiting && this.#rules.waitsForParent(line)) this.#waiting.push(line);
    else this.#apply(line);
  }

  #apply(line: ImportedDevice): void {
    try {
      this.#rules.apply(line);
    } catch (error) {
      if (!(error instanceof HubFault)) throw error;
      this.#refused += refusalError(requestedName(line.request), error);
    }
  }

  async #inTurns(count: number, work: (index: number) => void): Promise<void> {
    const { signal } = this.#options;
    for (let done = 0; done < count;) {
      signal.throwIfAborted();
      done += this.#turns.take(size => {
        const end = Math.min(count, done + size);
        for (let index = done; index < end; index++) work(index);
        return end - done;
      });
      await this.#turns.giveWay();
    }
    await this.#writeRefused();
  }

  async #writeRefused(): Promise<void> {
    if (this.#refused === '') return;

    const bytes = encoder.encode(this.#refused);
    this.#refused = '';
    await this.#options.worker.append(this.#options.errors, bytes);
  }
}
