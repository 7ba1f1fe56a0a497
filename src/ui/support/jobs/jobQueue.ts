import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import type { Job, NewJob } from '../../../domain/jobs/job.ts';
import {
  type QueuedJob,
  asSentNow,
  claimed,
  isFree,
  moved,
  nextOf,
  notTaken,
  withEntry,
  withoutJob,
} from '../../../domain/jobs/queuedJob.ts';
import type { Hub } from '../hub/hub.ts';
import type { Hubs } from '../hub/hubs.ts';
import { logText, sentence } from '../showFailure.ts';
import { createJobOnce } from './createJobOnce.ts';
import { Waiting } from './waiting.ts';

const key = 'jobs.queue';

/** What became of a job that was handed in. */
export type Submission = { readonly kind: 'created'; readonly job: Job } | { readonly kind: 'queued' };

export interface SentJob {
  readonly hub: Hub;
  readonly job: Job;
}

/**
 * Jobs that wait because their hub runs as many as its tier allows. Kept in the global state, so that they outlive the
 * window. Their order is that in which they are sent; a job is sent by one window at a time, and its id makes sure that
 * the hub has it once.
 */
export class JobQueue implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #sent = new vscode.EventEmitter<SentJob>();
  readonly #windowId = randomUUID();
  readonly #waiting = new Waiting(hubId => this.#send(hubId));
  readonly #ended = new AbortController();
  readonly #hubs: Pick<Hubs, 'get' | 'onDidChange'>;
  readonly #state: vscode.Memento;
  readonly #log: vscode.LogOutputChannel;
  readonly #subscription: vscode.Disposable;

  readonly onDidChange = this.#changed.event;
  /** Fires when a hub took a job that had waited. */
  readonly onDidSend = this.#sent.event;

  constructor(hubs: Pick<Hubs, 'get' | 'onDidChange'>, state: vscode.Memento, log: vscode.LogOutputChannel) {
    this.#hubs = hubs;
    this.#state = state;
    this.#log = log;
    this.#subscription = hubs.onDidChange(() => this.tryAgain());
    this.tryAgain();
  }

  /** In the order in which they are sent; of one hub or of all. */
  list(hubId?: string): readonly QueuedJob[] {
    const queue = this.#state.get<readonly QueuedJob[]>(key, []);
    return hubId === undefined ? queue : queue.filter(entry => entry.hubId === hubId);
  }

  /**
   * Creates a job, or lets it wait behind those that wait already, or until one of the hub's jobs has ended.
   * @throws HubError
   */
  async submit(hub: Hub, job: NewJob, signal?: AbortSignal): Promise<Submission> {
    const { client } = await hub.connect();
    if (nextOf(this.list(), hub.id) === undefined) {
      try {
        return { kind: 'created', job: await client.jobs.create(job, signal) };
      } catch (error) {
        if (!HubError.is(error, 'tooManyJobs')) throw error;
      }
    }
    await this.#refuseTaken(hub, job, signal);
    const queuedTime = new Date().toISOString();
    await this.#keep([...this.list(), { hubId: hub.id, hubName: hub.name, job, queuedTime }]);
    this.#waiting.soon(hub.id);
    return { kind: 'queued' };
  }

  /** Takes a job out of the queue; one that is just being sent is cancelled at its hub. */
  async cancel(hubId: string, jobId: string): Promise<void> {
    await this.#keep(withoutJob(this.list(), hubId, jobId));
  }

  /** Moves a job one place among those of its hub. */
  async move(hubId: string, jobId: string, direction: 'earlier' | 'later'): Promise<void> {
    await this.#keep(moved(this.list(), hubId, jobId, direction));
  }

  /** Asks hubs now whether they take what waits: because a job of theirs has ended, or a person says so. */
  tryAgain(hubId?: string): void {
    for (const id of new Set(this.list(hubId).map(entry => entry.hubId))) {
      if (this.#hubs.get(id)?.available) this.#waiting.now(id);
    }
  }

  dispose(): void {
    this.#ended.abort();
    this.#subscription.dispose();
    this.#waiting.dispose();
    this.#sent.dispose();
    this.#changed.dispose();
  }

  /** Sends what the hub takes. True if something is left that may be taken later. */
  async #send(hubId: string): Promise<boolean> {
    for (;;) {
      const hub = this.#hubs.get(hubId);
      const entry = nextOf(this.list(), hubId);
      if (!hub?.available || !entry) return false;
      if (!isFree(entry, this.#windowId, Date.now())) return true;

      await this.#keep(withEntry(this.list(), claimed(entry, this.#windowId, Date.now())));
      // Another window may have been quicker.
      const own = nextOf(this.list(), hubId)?.claim?.windowId === this.#windowId;
      if (!own || !(await this.#sendOne(hub, entry))) return true;
    }
  }

  /** True if the next one may be sent: the hub took this one, or never will. */
  async #sendOne(hub: Hub, entry: QueuedJob): Promise<boolean> {
    const { jobId } = entry.job;
    try {
      const { client } = await hub.connect();
      const job = await createJobOnce(client, asSentNow(entry.job, Date.now()), this.#ended.signal);
      const cancelled = !this.list(hub.id).some(one => one.job.jobId === jobId);
      if (cancelled) await client.jobs.cancel(jobId, this.#ended.signal);

      await this.#keep(withoutJob(this.list(), hub.id, jobId));
      if (!cancelled) this.#sent.fire({ hub, job });
      return true;
    } catch (error) {
      if (this.#ended.signal.aborted) return false;
      const refused = isForGood(error);
      this.#log.info(`${jobId}: ${logText(error)}`);
      await this.#keep(withEntry(this.list(), notTaken(entry, sentence(error), refused)));
      return refused;
    }
  }

  /** So that a job of this id that is there later can only be this one. */
  async #refuseTaken(hub: Hub, { jobId }: NewJob, signal?: AbortSignal): Promise<void> {
    const { client } = await hub.connect();
    const waits = this.list(hub.id).some(({ job }) => job.jobId === jobId);
    if (waits || (await exists(client.jobs.get(jobId, signal)))) throw new HubError({ kind: 'jobExists', jobId });
  }

  async #keep(queue: readonly QueuedJob[]): Promise<void> {
    await this.#state.update(key, queue.length === 0 ? undefined : queue);
    this.#changed.fire();
  }
}

async function exists(job: Promise<Job>): Promise<boolean> {
  try {
    await job;
    return true;
  } catch (error) {
    if (HubError.is(error, 'jobNotFound')) return false;
    throw error;
  }
}

/** What waiting does not change. */
function isForGood(error: unknown): boolean {
  return (['rejected', 'notInTier', 'forbidden', 'jobExists'] as const).some(kind => HubError.is(error, kind));
}
