import * as vscode from 'vscode';
import { compareJobs } from '../../../domain/jobs/jobProgress.ts';
import type { Hub } from '../hub/hub.ts';
import type { Hubs } from '../hub/hubs.ts';
import { isCancellation, logText } from '../showFailure.ts';
import type { JobSource, ListedJob } from './jobSource.ts';
import { Polling } from './polling.ts';

export interface HubJob {
  readonly hub: Hub;
  readonly job: ListedJob;
}

/**
 * The jobs of all kinds on all hubs, as the Jobs view, the status bar and pages show them. Asks hubs only while somebody
 * looks, or a job runs or has just started that this window knows of.
 */
export class JobWatch implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #polling: Polling;
  readonly #subscription: vscode.Disposable;
  #followers = 0;

  /** Fires with the id of a hub. */
  readonly onDidChange = this.#changed.event;

  constructor(
    readonly sources: readonly JobSource[],
    private readonly hubs: Hubs,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#polling = new Polling({
      wanted: () => this.#followers > 0 || this.#all.some(({ job }) => isUnderWay(job, Date.now())),
      jobs: () => this.running.length,
      startTimes: () => this.#startTimes,
      round: signal => this.#update(signal),
    });
    this.#subscription = vscode.Disposable.from(
      this.#changed,
      this.#polling,
      hubs.onDidChange(() => this.#polling.soon()),
      ...sources.map(({ onDidChange }) => onDidChange(hubId => this.#hear(hubId))),
    );
  }

  /** What is known now: queued first, then scheduled, running, finished. */
  list(hub: Hub): readonly ListedJob[] {
    return this.sources.flatMap(source => source.list(hub)).toSorted(compareJobs);
  }

  get running(): readonly HubJob[] {
    return this.#all.filter(({ job }) => job.phase === 'running');
  }

  /** Asks a hub for all of its jobs. What one kind of jobs fails with does not keep the others from being known. @throws HubError */
  async load(hub: Hub, signal: AbortSignal): Promise<void> {
    const outcomes = await Promise.allSettled(this.sources.map(source => source.load(hub, signal)));
    this.#polling.soon();
    const failed = outcomes.find(outcome => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Somebody looks, until the result is disposed. */
  follow(): vscode.Disposable {
    this.#followers++;
    this.#polling.soon();
    return { dispose: () => void this.#followers-- };
  }

  sourceOf({ kind }: Pick<ListedJob, 'kind'>): JobSource {
    const source = this.sources.find(source => source.kind === kind);
    if (!source) throw new Error(`Nobody knows jobs of the kind "${kind}".`);
    return source;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  get #available(): readonly Hub[] {
    return this.hubs.list().filter(hub => hub.available);
  }

  get #all(): readonly HubJob[] {
    return this.#available.flatMap(hub => this.list(hub).map(job => ({ hub, job })));
  }

  get #startTimes(): readonly number[] {
    return this.#all
      .filter(({ job }) => isAhead(job))
      .map(({ job }) => Date.parse(job.time ?? ''))
      .filter(time => !Number.isNaN(time));
  }

  #hear(hubId: string): void {
    this.#changed.fire(hubId);
    this.#polling.soon();
  }

  /** Gives whether any job looks different than before. */
  async #update(signal: AbortSignal): Promise<boolean> {
    const hubs = this.#available;
    const before = this.#look(hubs);
    for (const hub of hubs) {
      for (const source of this.sources) await this.#updateOne(source, hub, signal);
    }
    return this.#look(hubs) !== before;
  }

  /** A hub that fails now may answer the next time: whoever looks sees what was known last. */
  async #updateOne(source: JobSource, hub: Hub, signal: AbortSignal): Promise<void> {
    try {
      await source.update(hub, signal);
    } catch (error) {
      if (!isCancellation(error)) this.log.warn(`Jobs of ${hub.name}: ${logText(error)}`);
    }
  }

  #look(hubs: readonly Hub[]): string {
    return JSON.stringify(hubs.map(hub => this.list(hub)));
  }
}

/** It runs, or its time has come and nobody has seen it run. */
function isUnderWay(job: ListedJob, nowMs: number): boolean {
  return job.phase === 'running' || (isAhead(job) && Date.parse(job.time ?? '') <= nowMs);
}

/** It runs when its time comes: not what a person holds back, or what waits in this window's queue. */
function isAhead({ phase, place, commands }: ListedJob): boolean {
  return (phase === 'scheduled' || phase === 'queued') && place === undefined && !commands.includes('resume');
}
