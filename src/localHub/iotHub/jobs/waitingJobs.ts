import type { JobRecord, JobTable } from '../../store/jobTable.ts';
import type { Clock } from './clock.ts';

export interface WaitingJobsOptions {
  readonly clock: Clock;
  readonly jobs: JobTable;
  /** How many jobs run, or are about to. */
  readonly activeCount: () => number;
  /** Starts a job, which is active from then on. */
  readonly start: (record: JobRecord) => void;
}

/** The jobs of a hub that do not run yet. Each waits for its time, then for its turn: a tier runs only some at once. */
export class WaitingJobs {
  readonly #options: WaitingJobsOptions;
  readonly #alarms = new Map<string, () => void>();
  /** Jobs whose time has come, the first to start first. */
  readonly #due: string[] = [];
  #mostActive = Number.POSITIVE_INFINITY;
  #isClosed = false;

  constructor(options: WaitingJobsOptions) {
    this.#options = options;
  }

  /** How many jobs may be active at once from now on. Those that are active stay so. */
  allow(mostActive: number): void {
    this.#mostActive = mostActive;
    this.startDue();
  }

  get mostActive(): number {
    return this.#mostActive;
  }

  /** The job, if it still waits. */
  get(id: string): JobRecord | undefined {
    const record = this.#isClosed ? undefined : this.#options.jobs.get(id);
    return record?.status === 'queued' || record?.status === 'scheduled' ? record : undefined;
  }

  /** Lets a stored job wait for its time to come, and then for its turn. */
  add(id: string): void {
    const { clock, jobs } = this.#options;
    const record = this.get(id);
    if (!record) return;
    if (record.startMs <= clock.now()) return this.#queue(record);

    jobs.put({ ...record, status: 'scheduled' });
    this.#alarms.set(
      id,
      clock.at(record.startMs, () => {
        this.#alarms.delete(id);
        const due = this.get(id);
        if (due) this.#queue(due);
      }),
    );
  }

  /** A job that was cancelled has no time any more; one that was due is passed over by its status. */
  drop(id: string): void {
    this.#alarms.get(id)?.();
    this.#alarms.delete(id);
  }

  /** Starts those that are due, as many as there is room for. */
  startDue(): void {
    const { activeCount, start } = this.#options;
    while (!this.#isClosed && activeCount() < this.#mostActive) {
      const id = this.#due.shift();
      if (id === undefined) return;
      const record = this.get(id);
      if (record) start(record);
    }
  }

  /** Nothing starts any more. */
  close(): void {
    this.#isClosed = true;
    for (const callOff of this.#alarms.values()) callOff();
  }

  #queue(record: JobRecord): void {
    if (record.status !== 'queued') this.#options.jobs.put({ ...record, status: 'queued' });
    this.#due.push(record.id);
    this.startDue();
  }
}
