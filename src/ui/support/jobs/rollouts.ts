import * as vscode from 'vscode';
import { outcomeOf } from '../../../domain/jobs/deviceOutcome.ts';
import { allRows } from '../../../domain/jobs/findRows.ts';
import { HubError } from '../../../domain/hubError.ts';
import { isFinished } from '../../../domain/jobs/job.ts';
import { countsOf } from '../../../domain/jobs/jobProgress.ts';
import {
  type Rollout,
  type RolloutJob,
  type RolloutState,
  isOver,
  nextStep,
  resumed,
  unhindered,
  withJob,
} from '../../../domain/jobs/rollout.ts';
import type { Hub } from '../hub/hub.ts';
import type { Hubs } from '../hub/hubs.ts';
import { isCancellation, logText, sentence } from '../showFailure.ts';
import { createJobOnce } from './createJobOnce.ts';
import { Polling } from './polling.ts';
import type { ScheduledJobs } from './scheduledJobs.ts';
import { largestRowPage } from './shownJob.ts';

const key = 'jobs.rollouts';
/** Those that are over and still kept; the jobs of each stay on the hub. */
const mostOver = 20;

export interface RolloutParts {
  readonly hubs: Hubs;
  /** Of the workspace: the rollouts of a window go on in that window alone. */
  readonly state: vscode.Memento;
  readonly scheduledJobs: ScheduledJobs;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Rollouts in stages, which this window drives: it creates the hub's jobs one after another and looks what came of each.
 * They are kept over a reload of the window. A job has its id before it is sent, and the hub takes an id once: whatever
 * happens in between, no device is reached twice.
 */
export class Rollouts implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #polling: Polling;
  readonly #subscription: vscode.Disposable;

  /** Fires with the id of the hub. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly parts: RolloutParts) {
    this.#polling = new Polling({
      wanted: () => this.#driven.length > 0,
      jobs: () => this.#driven.length,
      round: signal => this.#round(signal),
    });
    this.#subscription = parts.hubs.onDidChange(() => this.#polling.soon());
    this.#polling.soon();
  }

  /** The newest first. */
  list(hubId?: string): readonly Rollout[] {
    const all = this.parts.state.get<readonly Rollout[]>(key, []);
    return hubId === undefined ? all : all.filter(rollout => rollout.hubId === hubId);
  }

  get(hubId: string, id: string): Rollout | undefined {
    return this.list(hubId).find(rollout => rollout.id === id);
  }

  /** Begins a rollout that was planned. */
  async begin(rollout: Rollout): Promise<void> {
    const others = this.list();
    const over = new Set(others.filter(isOver).slice(mostOver - 1));
    await this.#keep([rollout, ...others.filter(other => !over.has(other))], rollout.hubId);
    this.#polling.soon();
  }

  /** What a job of the hub has begun goes on; nothing more is sent until it is resumed. */
  pause(rollout: Rollout): Promise<void> {
    return this.#setState(rollout, { kind: 'paused', by: 'person' });
  }

  /** Goes on, and accepts what has failed until now. */
  async resume(rollout: Rollout): Promise<void> {
    await this.#put(resumed(this.#now(rollout)));
    this.#polling.soon();
  }

  /** Nothing more is sent. */
  stop(rollout: Rollout): Promise<void> {
    return this.#setState(rollout, { kind: 'stopped' });
  }

  dispose(): void {
    this.#polling.dispose();
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** Those with which there is something to do, and whose hub can be asked. */
  get #driven(): readonly Rollout[] {
    return this.list().filter(rollout => nextStep(rollout) && this.parts.hubs.get(rollout.hubId)?.available);
  }

  async #round(signal: AbortSignal): Promise<boolean> {
    let changed = false;
    for (const { hubId, id } of this.#driven) {
      const hub = this.parts.hubs.get(hubId);
      const rollout = this.get(hubId, id);
      if (hub && rollout) changed = (await this.#step(hub, rollout, signal)) || changed;
    }
    return changed;
  }

  /** Takes one step, if it can be taken now. */
  async #step(hub: Hub, rollout: Rollout, signal: AbortSignal): Promise<boolean> {
    const step = nextStep(rollout);
    try {
      switch (step?.kind) {
        case 'send':
          await this.#send(hub, rollout, step.job, signal);
          return true;
        case 'await':
          return await this.#look(hub, rollout, step.job, signal);
        case 'halt':
        case 'complete':
          await this.#decide(rollout);
          return true;
        case undefined:
          return false;
      }
    } catch (error) {
      return this.#notice(rollout, error);
    }
  }

  /**
   * The hub's tier may run only few jobs at a time: then the turn comes later. That the job is sent is noted only when the
   * hub has it: if the window ends in between, it is sent again, and the hub, which knows its id, has it once.
   */
  async #send(hub: Hub, rollout: Rollout, job: RolloutJob, signal: AbortSignal): Promise<void> {
    const { action, maxExecutionTimeInSeconds } = rollout;
    const { jobId, queryCondition } = job;
    const { client } = await hub.connect();
    const created = await createJobOnce(client, { jobId, action, queryCondition, maxExecutionTimeInSeconds }, signal);
    this.parts.scheduledJobs.put(hub, created);
    await this.#put(withJob(unhindered(this.#now(rollout)), { ...job, state: 'running' }));
  }

  async #look(hub: Hub, rollout: Rollout, job: RolloutJob, signal: AbortSignal): Promise<boolean> {
    const now = await this.parts.scheduledJobs.read(hub, job.jobId, signal);
    const counts = countsOf(now);
    const seen: RolloutJob = { ...job, ...(counts ? { counts } : {}) };
    if (!isFinished(now.status)) {
      const changed = withJob(unhindered(this.#now(rollout)), seen);
      if (JSON.stringify(changed) === JSON.stringify(this.#now(rollout))) return false;
      await this.#put(changed);
      return true;
    }
    // A job that the hub failed or somebody cancelled has reached none of the others.
    const failures = now.status === 'completed' ? await countFailures(hub, job, signal) : job.to - job.from;
    await this.#put(withJob(unhindered(this.#now(rollout)), { ...seen, state: 'finished', failures }));
    await this.#decide(this.#now(rollout));
    return true;
  }

  /** Halts a rollout, or completes it, if its jobs say so: for that no hub is asked, and nobody waits for another round. */
  async #decide(rollout: Rollout): Promise<void> {
    const { kind } = nextStep(rollout) ?? {};
    if (kind === 'halt') await this.#setState(rollout, { kind: 'paused', by: 'failures' });
    if (kind === 'complete') await this.#setState(rollout, { kind: 'completed' });
  }

  /** What waiting does not change pauses the rollout; else it is told, and the step is tried again. */
  async #notice(rollout: Rollout, error: unknown): Promise<boolean> {
    if (isCancellation(error)) return false;
    this.parts.log.warn(`${rollout.id}: ${logText(error)}`);
    if (!isForGood(error)) {
      await this.#hinder(rollout, sentence(error));
      return false;
    }
    await this.#setState(rollout, { kind: 'paused', by: 'refused', problem: sentence(error) });
    return true;
  }

  async #hinder(rollout: Rollout, hindrance: string): Promise<void> {
    const { state } = this.#now(rollout);
    if (state.kind === 'running' && state.hindrance !== hindrance) {
      await this.#setState(rollout, { kind: 'running', hindrance });
    }
  }

  #setState(rollout: Rollout, state: RolloutState): Promise<void> {
    return this.#put({ ...this.#now(rollout), state });
  }

  /** A person may have paused it while the hub was asked. */
  #now(rollout: Rollout): Rollout {
    return this.get(rollout.hubId, rollout.id) ?? rollout;
  }

  async #put(changed: Rollout): Promise<void> {
    const isSame = ({ hubId, id }: Rollout) => hubId === changed.hubId && id === changed.id;
    await this.#keep(
      this.list().map(rollout => (isSame(rollout) ? changed : rollout)),
      changed.hubId,
    );
  }

  async #keep(rollouts: readonly Rollout[], hubId: string): Promise<void> {
    await this.parts.state.update(key, rollouts);
    this.#changed.fire(hubId);
  }
}

/** Devices that answered with a status of 400 or more are among those that the hub counts as done. */
async function countFailures(hub: Hub, { jobId }: RolloutJob, signal: AbortSignal): Promise<number> {
  const { client } = await hub.connect();
  const read = (after?: string) =>
    client.jobs.deviceRows({ jobId }, { pageSize: largestRowPage, ...(after === undefined ? {} : { after }) }, signal);
  let failures = 0;
  for await (const rows of allRows((_, after) => read(after))) {
    failures += rows.map(outcomeOf).filter(outcome => outcome === 'failed' || outcome === 'refused').length;
  }
  return failures;
}

function isForGood(error: unknown): boolean {
  return (['rejected', 'notInTier', 'forbidden', 'jobExists', 'jobNotFound'] as const).some(kind =>
    HubError.is(error, kind),
  );
}
