import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import {
  type DueTimes,
  type RecurringJob,
  checked,
  dueTimes,
  occurrenceId,
  withCreated,
} from '../../../domain/jobs/recurringJob.ts';
import type { Hub } from '../hub/hub.ts';
import type { Hubs } from '../hub/hubs.ts';
import { logText, sentence } from '../showFailure.ts';
import { cronTimes } from './cronTimes.ts';
import type { JobQueue } from './jobQueue.ts';
import type { ScheduledJobs } from './scheduledJobs.ts';

const key = 'jobs.recurring';
/** A computer that slept wakes with its timers late: the clock is looked at no less often than this. */
const longestWaitMs = 30_000;
/** Missed times that are counted one by one; who was away longer hears of as many. */
const mostMissed = 1000;

export interface RecurringJobParts {
  readonly hubs: Hubs;
  /** Of the workspace: the recurring jobs of a window run in that window alone. */
  readonly state: vscode.Memento;
  readonly jobQueue: JobQueue;
  readonly scheduledJobs: ScheduledJobs;
  readonly log: vscode.LogOutputChannel;
  readonly now?: () => Date;
}

/** A recurring job, and times of it that were missed. */
export interface MissedTimes {
  readonly job: RecurringJob;
  readonly missed: readonly Date[];
}

/**
 * Jobs that this window creates again and again, at the times of a cron expression, while it is open. Kept over a reload.
 * A time that passed meanwhile is told, and never made up for. The id of each job is that of its time, so that the hub
 * takes it once.
 */
export class RecurringJobs implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #nextTimes = new Map<string, Date>();
  readonly #missed = new vscode.EventEmitter<MissedTimes>();
  readonly #subscription: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #working: Promise<void> = Promise.resolve();
  #isDisposed = false;

  /** Fires with the id of the hub. */
  readonly onDidChange = this.#changed.event;
  readonly onDidMiss = this.#missed.event;

  constructor(private readonly parts: RecurringJobParts) {
    this.#subscription = parts.hubs.onDidChange(() => this.check());
    if (this.list().length > 0) this.#schedule(0);
  }

  list(hubId?: string): readonly RecurringJob[] {
    const all = this.parts.state.get<readonly RecurringJob[]>(key, []);
    return hubId === undefined ? all : all.filter(job => job.hubId === hubId);
  }

  get(hubId: string, id: string): RecurringJob | undefined {
    return this.list(hubId).find(job => job.id === id);
  }

  /** When its next time comes, once its expression was looked at; nothing while it is paused. */
  nextTime(job: RecurringJob): Date | undefined {
    return job.paused ? undefined : this.#nextTimes.get(keyOf(job));
  }

  async add(job: RecurringJob): Promise<void> {
    await this.#keep([...this.list(), job], job.hubId);
    this.check();
  }

  async remove(job: RecurringJob): Promise<void> {
    await this.#keep(
      this.list().filter(other => !isSame(other, job)),
      job.hubId,
    );
  }

  /** Times that pass while it is paused are not missed: nobody wanted them. */
  pause(job: RecurringJob): Promise<void> {
    return this.#change(job, now => ({ ...now, paused: true }));
  }

  async resume(job: RecurringJob): Promise<void> {
    const checkedTime = this.#now.toISOString();
    await this.#change(job, now => ({ ...now, paused: false, missedCount: 0, checkedTime }));
    this.check();
  }

  /** Looks now whether the time of any has come. */
  check(): void {
    clearTimeout(this.#timer);
    this.#working = this.#working.then(() => this.#checkAll());
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#missed.dispose();
    this.#changed.dispose();
  }

  get #now(): Date {
    return this.parts.now?.() ?? new Date();
  }

  #schedule(ms: number): void {
    if (!this.#isDisposed) this.#timer = setTimeout(() => this.check(), ms);
  }

  async #checkAll(): Promise<void> {
    const waits = [longestWaitMs];
    for (const job of this.list().filter(({ paused }) => !paused)) {
      try {
        waits.push(await this.#checkOne(job));
      } catch (error) {
        this.parts.log.error(`${job.id}: ${logText(error)}`);
      }
    }
    if (this.list().length > 0) this.#schedule(Math.max(1_000, Math.min(...waits)));
  }

  /** Gives how long it is to its next time, in ms. */
  async #checkOne(job: RecurringJob): Promise<number> {
    const now = this.#now;
    const times = await cronTimes(job.cron, job.timeZone);
    const hub = this.parts.hubs.get(job.hubId);
    const found = dueTimes(times.between(new Date(job.checkedTime), now, mostMissed), now);
    // A hub that is started within the grace is in time.
    if (found.due && !hub?.available) return longestWaitMs;

    if (found.due || found.missed.length > 0) await this.#dealWith(job, found, now, hub);
    const [next] = times.next(1, now);
    this.#noteNext(job, next);
    return next ? next.getTime() - now.getTime() : longestWaitMs;
  }

  #noteNext(job: RecurringJob, next: Date | undefined): void {
    const key = keyOf(job);
    const before = this.#nextTimes.get(key)?.getTime();
    if (next) this.#nextTimes.set(key, next);
    else this.#nextTimes.delete(key);
    if (next?.getTime() !== before) this.#changed.fire(job.hubId);
  }

  /** First the time is noted as dealt with, then the job is created: what goes wrong in between is missed, never done twice. */
  async #dealWith(job: RecurringJob, found: DueTimes, now: Date, hub: Hub | undefined): Promise<void> {
    await this.#change(job, kept => checked(kept, found, now));
    if (found.missed.length > 0) this.#missed.fire({ job, missed: found.missed });
    if (found.due && hub) await this.#create(hub, job, found.due);
  }

  async #create(hub: Hub, job: RecurringJob, time: Date): Promise<void> {
    const { action, queryCondition, maxExecutionTimeInSeconds } = job;
    const jobId = occurrenceId(job, time);
    try {
      const order = { jobId, action, queryCondition, maxExecutionTimeInSeconds };
      const submitted = await this.parts.jobQueue.submit(hub, order);
      if (submitted.kind === 'created') this.parts.scheduledJobs.put(hub, submitted.job);
    } catch (error) {
      // Otherwise another window, or this one before it was reloaded, has created it.
      if (!HubError.is(error, 'jobExists')) {
        this.parts.log.warn(`${jobId}: ${logText(error)}`);
        return this.#change(job, kept => ({ ...kept, problem: sentence(error) }));
      }
    }
    await this.#change(job, kept => withCreated(kept, { jobId, time: time.toISOString() }));
  }

  async #change(job: RecurringJob, change: (kept: RecurringJob) => RecurringJob): Promise<void> {
    await this.#keep(
      this.list().map(kept => (isSame(kept, job) ? change(kept) : kept)),
      job.hubId,
    );
  }

  async #keep(jobs: readonly RecurringJob[], hubId: string): Promise<void> {
    await this.parts.state.update(key, jobs);
    this.#changed.fire(hubId);
  }
}

function isSame(a: RecurringJob, b: RecurringJob): boolean {
  return a.hubId === b.hubId && a.id === b.id;
}

function keyOf({ hubId, id }: RecurringJob): string {
  return JSON.stringify([hubId, id]);
}
