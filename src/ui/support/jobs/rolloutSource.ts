import * as vscode from 'vscode';
import type { DeviceJob, DeviceJobState } from '../../../domain/jobs/job.ts';
import { percentOf } from '../../../domain/jobs/jobProgress.ts';
import type { Rollout } from '../../../domain/jobs/rollout.ts';
import type { Page } from '../../../domain/page.ts';
import type { JobCommand, JobPicture } from '../../../protocol/jobPage.ts';
import { confirm } from '../../prompts/confirm.ts';
import type { Hub } from '../hub/hub.ts';
import { goneJob } from './goneJob.ts';
import { doWithJob } from './jobDeeds.ts';
import type { JobSource, ListedJob } from './jobSource.ts';
import { jobWhere, number } from './jobWords.ts';
import type { Rollouts } from './rollouts.ts';
import {
  actionName,
  actionText,
  rolloutCommands,
  rolloutCounts,
  rolloutFacts,
  rolloutProblem,
  rolloutStages,
  rolloutState,
} from './rolloutWords.ts';
import { type ShownJob, largestRowPage } from './shownJob.ts';

/** The staged rollouts of this window, in the Jobs view and on their pages. */
export class RolloutSource implements JobSource {
  readonly kind = 'rollout';
  readonly onDidChange: vscode.Event<string>;

  constructor(
    private readonly rollouts: Rollouts,
    private readonly openPage: (hub: Hub, jobId: string) => void,
  ) {
    this.onDidChange = rollouts.onDidChange;
  }

  list(hub: Hub): readonly ListedJob[] {
    return this.rollouts.list(hub.id).map(listed);
  }

  /** This window drives them, and knows. */
  async load(): Promise<void> {}

  async update(): Promise<void> {}

  async open(hub: Hub, jobId: string): Promise<void> {
    this.openPage(hub, jobId);
  }

  async perform(command: JobCommand, hub: Hub, jobId: string): Promise<string> {
    const rollout = this.rollouts.get(hub.id, jobId);
    if (!rollout) return '';
    return doWithJob(command, {
      pause: () => this.#pause(rollout),
      resume: () => this.#resume(rollout),
      stop: () => this.#stop(rollout),
    });
  }

  shown(hub: Hub, jobId: string): ShownJob {
    return new ShownRollout(hub, jobId, this.rollouts, this);
  }

  async #pause(rollout: Rollout): Promise<string> {
    await this.rollouts.pause(rollout);
    return vscode.l10n.t('The rollout is paused. What the hub has begun goes on.');
  }

  async #resume(rollout: Rollout): Promise<string> {
    await this.rollouts.resume(rollout);
    return vscode.l10n.t('The rollout goes on.');
  }

  async #stop(rollout: Rollout): Promise<string> {
    const left = rollout.jobs
      .filter(({ state }) => state === 'planned')
      .reduce((sum, { from, to }) => sum + to - from, 0);
    const agreed = await confirm({
      question: vscode.l10n.t('Stop the rollout of {0}?', actionName(rollout.action)),
      detail: vscode.l10n.t('{0} devices are not reached. A rollout that was stopped cannot be resumed.', number(left)),
      action: vscode.l10n.t('Stop'),
    });
    if (!agreed) return '';
    await this.rollouts.stop(rollout);
    return vscode.l10n.t('The rollout was stopped.');
  }
}

function listed(rollout: Rollout): ListedJob {
  const counts = rolloutCounts(rollout);
  const isOver = rollout.state.kind === 'completed' || rollout.state.kind === 'stopped';
  const isPaused = rollout.state.kind === 'paused';
  return {
    kind: 'rollout',
    id: rollout.id,
    name: vscode.l10n.t('{0} in stages', actionName(rollout.action)),
    where: jobWhere(rollout.queryCondition),
    phase: isOver ? 'finished' : isPaused ? 'queued' : 'running',
    time: rollout.createdTime,
    state: rolloutState(rollout),
    ...(isOver ? {} : { percent: percentOf(counts) }),
    commands: rolloutCommands(rollout),
    troubled: counts.failed > 0 || rollout.state.kind === 'stopped',
    ...(isPaused ? { icon: 'debug-pause' } : {}),
  };
}

/** A rollout, as its page shows it: the devices of its jobs one after another. */
class ShownRollout implements ShownJob {
  readonly onDidChange: vscode.Event<unknown>;

  constructor(
    private readonly hub: Hub,
    private readonly id: string,
    private readonly rollouts: Rollouts,
    private readonly source: RolloutSource,
  ) {
    this.onDidChange = rollouts.onDidChange;
  }

  async read(): Promise<JobPicture> {
    const rollout = this.rollouts.get(this.hub.id, this.id);
    if (!rollout) return goneJob(this.id);
    const { name, phase, state, commands } = listed(rollout);
    return {
      name,
      runner: vscode.l10n.t(
        'This window runs the rollout: it starts the next stage only while it is open, and goes on after a reload. The jobs of a stage run on the hub, also when the editor is closed.',
      ),
      phase,
      state,
      counts: rolloutCounts(rollout),
      problem: rolloutProblem(rollout),
      advice: '',
      commands: [...commands],
      facts: rolloutFacts(rollout),
      sends: actionText(rollout.action),
      stages: rolloutStages(rollout),
    };
  }

  /** Goes on with the next job of the rollout where one ends: `after` says which, and where in it. */
  async rows(
    status: DeviceJobState | undefined,
    after: string | undefined,
    signal: AbortSignal,
  ): Promise<Page<DeviceJob>> {
    const jobs = this.rollouts.get(this.hub.id, this.id)?.jobs.filter(({ state }) => state !== 'planned') ?? [];
    const [index, from]: [number, string?] = after === undefined ? [0] : (JSON.parse(after) as [number, string?]);
    const job = jobs[index];
    if (!job) return { items: [] };

    const { client } = await this.hub.connect();
    const selection = { jobId: job.jobId, ...(status === undefined ? {} : { status }) };
    const request = { pageSize: largestRowPage, ...(from === undefined ? {} : { after: from }) };
    const page = await client.jobs.deviceRows(selection, request, signal);
    if (page.next !== undefined) return { items: page.items, next: JSON.stringify([index, page.next]) };
    return { items: page.items, ...(index + 1 < jobs.length ? { next: JSON.stringify([index + 1]) } : {}) };
  }

  perform(command: JobCommand): Promise<string> {
    return this.source.perform(command, this.hub, this.id);
  }
}
