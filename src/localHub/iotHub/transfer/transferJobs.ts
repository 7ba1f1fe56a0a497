import { randomUUID } from 'node:crypto';
import type { TransferJobTable } from '../../store/transferJobTable.ts';
import type { Store } from '../../store/store.ts';
import type { Configurations } from '../configurations/configurations.ts';
import { HubFault } from '../hubFault.ts';
import { jobHistoryMs } from '../jobs/jobs.ts';
import type { Registry } from '../registry.ts';
import type { Twins } from '../twins.ts';
import { BlobError, type BlobWorker } from './blobWorker.ts';
import { isActive, newJob, type TransferJob, transferJob, type TransferRequest } from './transferJob.ts';
import { runTransfer } from './runTransfer.ts';

export interface TransferJobsOptions {
  readonly store: Store;
  readonly table: TransferJobTable;
  readonly registry: Registry;
  readonly twins: Twins;
  readonly configurations: Configurations;
  readonly startWorker: () => BlobWorker;
  readonly now: () => number;
}

interface RunningJob {
  readonly jobId: string;
  readonly abort: AbortController;
}

/** The import and export jobs of a hub, of which one is at work at a time, as at the service. */
export class TransferJobs {
  readonly #options: TransferJobsOptions;
  /** The newest last. */
  readonly #jobs = new Map<string, TransferJob>();
  #running: RunningJob | undefined;

  constructor(options: TransferJobsOptions) {
    this.#options = options;
    const stored = options.table.all().map(text => transferJob.parse(JSON.parse(text)));
    for (const job of stored.toReversed()) this.#recall(job);
  }

  /** The newest first. */
  list(): readonly TransferJob[] {
    return [...this.#jobs.values()].toReversed();
  }

  /** Nothing if there is none of this id. */
  find(jobId: string): TransferJob | undefined {
    return this.#jobs.get(jobId);
  }

  /** @throws HubFault JobNotFound (404002) */
  get(jobId: string): TransferJob {
    const job = this.#jobs.get(jobId);
    if (job) return job;

    throw new HubFault('JobNotFound', `The job "${jobId}" does not exist.`);
  }

  /**
   * Checks the containers and starts a job, which goes on by itself.
   * @throws HubFault JobQuotaExceeded (403003) while another one is at work, BlobContainerValidationError (400008)
   */
  async start(request: TransferRequest): Promise<TransferJob> {
    if (this.#running) {
      const message = 'An import or export is at work, and there can be one at a time. Wait for its end, or cancel it.';
      throw new HubFault('JobQuotaExceeded', message);
    }
    const running = { jobId: randomUUID(), abort: new AbortController() };
    this.#running = running;
    const worker = this.#options.startWorker();
    try {
      await checkContainers(worker, request);
      running.abort.signal.throwIfAborted();
    } catch (error) {
      this.#running = undefined;
      await worker.end();
      throw error;
    }
    const job = this.#put(newJob(running.jobId, request, this.#options.now()));
    void this.#run(request, worker, running);
    return job;
  }

  /** Ends a job that is at work; one that has ended stays as it is. @throws HubFault JobNotFound (404002) */
  cancel(jobId: string): void {
    const job = this.get(jobId);
    if (!isActive(job)) return;

    this.#end(jobId, { status: 'cancelled' });
    this.#running?.abort.abort();
    this.#running = undefined;
  }

  /** What is at work is noted as failed after the next start. */
  close(): void {
    this.#running?.abort.abort();
  }

  async #run(request: TransferRequest, worker: BlobWorker, running: RunningJob): Promise<void> {
    const { jobId, abort } = running;
    const { signal } = abort;
    // What waits for a container that does not answer ends with its worker.
    signal.addEventListener('abort', () => void worker.end());
    this.#change(jobId, { status: 'running' });
    try {
      const progress = (percent: number) => this.#jobs.set(jobId, { ...this.get(jobId), progress: percent });
      await runTransfer(request, { ...this.#options, worker, signal, progress });
      if (!signal.aborted) this.#end(jobId, { status: 'completed', progress: 100 });
    } catch (error) {
      if (!signal.aborted) this.#end(jobId, { status: 'failed', failureReason: reasonOf(error) });
    } finally {
      if (this.#running === running) this.#running = undefined;
      await worker.end();
    }
  }

  /** Takes in what an earlier process left: what it did not end has failed, what is old is forgotten. */
  #recall(job: TransferJob): void {
    const { now, table } = this.#options;
    if (now() - job.startMs > jobHistoryMs) return table.delete(job.jobId);

    this.#jobs.set(job.jobId, job);
    if (isActive(job)) {
      const failureReason = 'The local hub ended in the middle of the job. What was imported until then is kept.';
      this.#end(job.jobId, { status: 'failed', failureReason });
    }
  }

  #end(jobId: string, change: Partial<TransferJob>): void {
    this.#change(jobId, { ...change, endMs: this.#options.now() });
  }

  #change(jobId: string, change: Partial<TransferJob>): void {
    this.#put({ ...this.get(jobId), ...change });
  }

  #put(job: TransferJob): TransferJob {
    this.#jobs.set(job.jobId, job);
    this.#options.table.put(job.jobId, JSON.stringify(job));
    return job;
  }
}

/** @throws HubFault BlobContainerValidationError (400008) */
async function checkContainers(worker: BlobWorker, request: TransferRequest): Promise<void> {
  const { inputBlobContainerUri, inputBlobName, outputBlobContainerUri, outputBlobName } = request;
  try {
    await worker.check('write', { containerUri: outputBlobContainerUri, name: outputBlobName });
    if (inputBlobContainerUri === undefined) return;
    await worker.check('read', { containerUri: inputBlobContainerUri, name: inputBlobName });
  } catch (error) {
    if (!(error instanceof BlobError)) throw error;
    throw new HubFault('BlobContainerValidationError', error.message);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
