import type * as vscode from 'vscode';
import type { NewJob } from '../../src/domain/jobs/job.ts';
import { JobQueue } from '../../src/ui/support/jobs/jobQueue.ts';
import { JobWatch } from '../../src/ui/support/jobs/jobWatch.ts';
import type { JobSource, ListedJob } from '../../src/ui/support/jobs/jobSource.ts';
import type { JobActionParts } from '../../src/ui/support/jobs/scheduledJobActions.ts';
import { ScheduledJobSource } from '../../src/ui/support/jobs/scheduledJobSource.ts';
import { ScheduledJobs } from '../../src/ui/support/jobs/scheduledJobs.ts';
import { Waits } from '../../src/ui/support/hub/waits.ts';
import type { HubWorld } from './hubWorld.ts';
import { MemoryState } from './memory.ts';

const lockDoor = {
  methodName: 'lockDoor',
  payload: { lockTime: '10m' },
  responseTimeoutInSeconds: 5,
  connectTimeoutInSeconds: 0,
};

/** A job that calls lockDoor on all devices, unless `more` says otherwise. */
export function newJob(jobId: string, more: Partial<NewJob> = {}): NewJob {
  const action = { kind: 'method', call: lockDoor } as const;
  return { jobId, action, queryCondition: '*', maxExecutionTimeInSeconds: 60, ...more };
}

/** The jobs of a world as the Jobs view knows them. */
export class JobWorld implements vscode.Disposable, Disposable {
  readonly jobs = new ScheduledJobs();
  readonly #waits: Waits;
  readonly queue: JobQueue;
  readonly watch: JobWatch;

  constructor(
    readonly world: HubWorld,
    others: readonly JobSource[] = [],
  ) {
    this.#waits = new Waits(world.log);
    this.queue = new JobQueue(world.hubs, new MemoryState(), world.log);
    const actions = { open: () => undefined, perform: async () => '' };
    const scheduled = new ScheduledJobSource(this.jobs, actions);
    this.watch = new JobWatch([scheduled, ...others], world.hubs, world.log);
  }

  /** What the commands on a job of the hub work with. */
  get actionParts(): JobActionParts {
    return { scheduledJobs: this.jobs, jobQueue: this.queue, waits: this.#waits };
  }

  find(id: string): ListedJob | undefined {
    return this.watch.list(this.world.hub).find(job => job.id === id);
  }

  /** Waits until a job is as `isSo` says, by what the watch tells. */
  async until(id: string, isSo: (job: ListedJob) => boolean): Promise<ListedJob> {
    return happens(this.watch.onDidChange, () => {
      const job = this.find(id);
      return job && isSo(job) ? job : undefined;
    });
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  dispose(): void {
    this.watch.dispose();
    this.queue.dispose();
    this.#waits.dispose();
    this.jobs.dispose();
  }
}

/** Waits until `look` gives something; it is asked at each event. */
export function happens<T>(event: vscode.Event<unknown>, look: () => T | undefined): Promise<T> {
  const now = look();
  if (now !== undefined) return Promise.resolve(now);

  return new Promise(resolve => {
    const listening = event(() => {
      const found = look();
      if (found === undefined) return;
      listening.dispose();
      resolve(found);
    });
  });
}
