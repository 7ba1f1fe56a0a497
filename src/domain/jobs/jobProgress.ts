import type { Job, JobState, JobStatistics } from './job.ts';

/** Where a job stands, in the order in which people look for it. `queued`: it waits for its turn. */
export type JobPhase = 'queued' | 'scheduled' | 'running' | 'finished';

/** How many devices and modules of a job are where. */
export interface JobCounts {
  readonly total: number;
  readonly waiting: number;
  readonly running: number;
  /** The hub did what it was told: with a method, the device answered, whatever the status of its answer. */
  readonly completed: number;
  readonly failed: number;
}

export const noCounts: JobCounts = { total: 0, waiting: 0, running: 0, completed: 0, failed: 0 };

export function phaseOf(status: JobState): JobPhase {
  switch (status) {
    case 'enqueued':
    case 'queued':
      return 'queued';
    case 'scheduled':
    case 'running':
      return status;
    case 'completed':
    case 'failed':
    case 'cancelled':
    case 'unknown':
      return 'finished';
  }
}

/** Nothing before the hub has counted the devices, which it does when the job starts. */
export function countsOf({ deviceJobStatistics: counted }: Pick<Job, 'deviceJobStatistics'>): JobCounts | undefined {
  if (!counted || counted.deviceCount === 0) return undefined;
  return fromStatistics(counted);
}

function fromStatistics(counted: JobStatistics): JobCounts {
  return {
    total: counted.deviceCount,
    waiting: counted.pendingCount,
    running: counted.runningCount,
    completed: counted.succeededCount,
    failed: counted.failedCount,
  };
}

/** Of several jobs together. */
export function sumCounts(counts: readonly JobCounts[]): JobCounts {
  return counts.reduce(
    (sum, { total, waiting, running, completed, failed }) => ({
      total: sum.total + total,
      waiting: sum.waiting + waiting,
      running: sum.running + running,
      completed: sum.completed + completed,
      failed: sum.failed + failed,
    }),
    noCounts,
  );
}

/** How much is done, well or not: 0 to 100, and 100 only when all is. */
export function percentOf({ total, completed, failed }: JobCounts): number {
  return total === 0 ? 0 : Math.floor(((completed + failed) / total) * 100);
}

const order: readonly JobPhase[] = ['queued', 'scheduled', 'running', 'finished'];

/** What sorts jobs as the Jobs view has them. Times are ISO 8601, UTC. */
export interface Sortable {
  readonly phase: JobPhase;
  readonly time?: string | undefined;
  /** In a queue whose order is not that of the times, from 0. */
  readonly place?: number;
}

/** By phase; in a queue by place, else the next ones to start first, of those that ran the newest first. */
export function compareJobs(a: Sortable, b: Sortable): number {
  const byPhase = order.indexOf(a.phase) - order.indexOf(b.phase);
  if (byPhase !== 0) return byPhase;
  const byPlace = (a.place ?? -1) - (b.place ?? -1);
  if (byPlace !== 0) return byPlace;

  const byTime = (Date.parse(a.time ?? '') || 0) - (Date.parse(b.time ?? '') || 0);
  return a.phase === 'queued' || a.phase === 'scheduled' ? byTime : -byTime;
}
