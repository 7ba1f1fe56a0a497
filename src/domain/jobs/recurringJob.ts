import type { JobAction } from './job.ts';

/** A job that is created again and again, at the times of a cron expression. It is JSON and holds no secret. */
export interface RecurringJob {
  readonly id: string;
  readonly hubId: string;
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  readonly cron: string;
  /** IANA name, such as `Europe/Stockholm`. */
  readonly timeZone: string;
  readonly action: JobAction;
  readonly queryCondition: string;
  readonly maxExecutionTimeInSeconds: number;
  readonly paused: boolean;
  /** Up to this time, all of its times were dealt with. ISO 8601, UTC. */
  readonly checkedTime: string;
  /** The jobs that it created last, the newest first. */
  readonly created?: readonly CreatedJob[];
  /** Times that passed while the editor was closed, its hub out of reach, or the computer asleep, since somebody looked. */
  readonly missedCount: number;
  readonly lastMissedTime?: string;
  /** Why the last time came to nothing: a sentence. */
  readonly problem?: string;
}

/** A job that came of a recurring one. */
export interface CreatedJob {
  readonly jobId: string;
  /** The time for which it was created. ISO 8601, UTC. */
  readonly time: string;
}

/** Those that are kept; the hub forgets its jobs after 30 days anyhow. */
const mostCreated = 10;

/** Later than this, a time counts as missed: what was due an hour ago may do harm now. */
const graceMs = 60_000;

export interface DueTimes {
  /** The time for which the job is created now. */
  readonly due?: Date;
  readonly missed: readonly Date[];
}

/** Which of the times that passed is still good, and which were missed. Times before the good one are never made up for. */
export function dueTimes(passed: readonly Date[], now: Date): DueTimes {
  const last = passed.at(-1);
  if (!last || now.getTime() - last.getTime() > graceMs) return { missed: passed };
  return { due: last, missed: passed.slice(0, -1) };
}

/** The id of the job of one time: the same from whichever window it is sent, so that the hub takes it once. */
export function occurrenceId({ id }: Pick<RecurringJob, 'id'>, time: Date): string {
  return `${id}-${time.toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-')}`;
}

/** The recurring job after it was looked at: all times up to `now` are dealt with. */
export function checked(job: RecurringJob, { missed }: DueTimes, now: Date): RecurringJob {
  const last = missed.at(-1);
  return {
    ...job,
    checkedTime: now.toISOString(),
    missedCount: job.missedCount + missed.length,
    ...(last ? { lastMissedTime: last.toISOString() } : {}),
  };
}

/** The recurring job after the one of its last time was created, which is noted once. */
export function withCreated({ problem: _problem, ...job }: RecurringJob, created: CreatedJob): RecurringJob {
  const others = (job.created ?? []).filter(({ jobId }) => jobId !== created.jobId);
  return { ...job, created: [created, ...others].slice(0, mostCreated) };
}
