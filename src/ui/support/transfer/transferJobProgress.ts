import type { TransferJob } from '../../../domain/transfer/transferJob.ts';
import { TransferProgress } from './transferProgress.ts';
import { transferJobWords } from './transferJobSource.ts';

/** Says how far a job is that somebody watches: `running, 42 % · 4,200 of 10,000 · 900 a second · 7 s left`. */
export class TransferJobProgress {
  readonly #total: number;
  readonly #progress: TransferProgress;

  /** @param total the devices, or the lines of a file, that the job is about. */
  constructor(total: number) {
    this.#total = total;
    this.#progress = new TransferProgress(total);
  }

  /** A hub tells percents, which are true to a hundredth of the total. */
  words(job: Pick<TransferJob, 'status' | 'progress'>): string {
    const words = transferJobWords(job);
    if (job.status !== 'running' || !job.progress) return words;
    return `${words} · ${this.#progress.words(Math.round((this.#total * job.progress) / 100))}`;
  }
}
