import * as vscode from 'vscode';
import { type FanOut, isFanOutOver } from '../../../domain/jobs/fanOut.ts';
import type { DeviceJob, DeviceJobState } from '../../../domain/jobs/job.ts';
import { percentOf } from '../../../domain/jobs/jobProgress.ts';
import { newJobId } from '../../../domain/jobs/jobId.ts';
import { jobLimits } from '../../../domain/jobs/jobLimits.ts';
import { targetConditions } from '../../../domain/jobs/targetConditions.ts';
import type { Page } from '../../../domain/page.ts';
import type { JobCommand, JobPicture } from '../../../protocol/jobPage.ts';
import { confirm } from '../../prompts/confirm.ts';
import type { Hub } from '../hub/hub.ts';
import { fullTime, shortTime } from '../localTime.ts';
import type { FanOuts } from './fanOuts.ts';
import { goneJob } from './goneJob.ts';
import { doWithJob } from './jobDeeds.ts';
import type { JobSource, ListedJob } from './jobSource.ts';
import { finishedWords, jobWhere, number, runningWords } from './jobWords.ts';
import { actionName, actionText } from './rolloutWords.ts';
import type { ShownJob } from './shownJob.ts';

/** What this window runs in the place of a hub's jobs, in the Jobs view and on its pages. */
export class FanOutSource implements JobSource {
  readonly kind = 'fanOut';
  readonly onDidChange: vscode.Event<string>;

  constructor(
    private readonly fanOuts: FanOuts,
    private readonly openPage: (hub: Hub, jobId: string) => void,
  ) {
    this.onDidChange = fanOuts.onDidChange;
  }

  list(hub: Hub): readonly ListedJob[] {
    return this.fanOuts.list(hub.id).map(listed);
  }

  /** This window runs them, and knows. */
  async load(): Promise<void> {}

  async update(): Promise<void> {}

  async open(hub: Hub, jobId: string): Promise<void> {
    this.openPage(hub, jobId);
  }

  async perform(command: JobCommand, hub: Hub, jobId: string): Promise<string> {
    const fanOut = this.fanOuts.get(hub.id, jobId);
    if (!fanOut) return '';
    return doWithJob(command, {
      cancel: () => this.#cancel(fanOut),
      retry: () => this.#retry(hub, fanOut),
      runAgain: () => this.#runAgain(hub, fanOut),
    });
  }

  shown(hub: Hub, jobId: string): ShownJob {
    return new ShownFanOut(hub, jobId, this.fanOuts, this);
  }

  async #cancel(fanOut: FanOut): Promise<string> {
    const { waiting = 0 } = fanOut.counts ?? {};
    const agreed = await confirm({
      question: vscode.l10n.t('Cancel {0}?', actionName(fanOut.action)),
      detail: vscode.l10n.t('{0} devices wait for their turn and are not reached.', number(waiting)),
      action: vscode.l10n.t('Cancel Job'),
    });
    if (!agreed) return '';
    await this.fanOuts.cancel(fanOut);
    return vscode.l10n.t('Cancelled. Devices whose turn had not come were not reached.');
  }

  async #retry(hub: Hub, fanOut: FanOut): Promise<string> {
    const failed = (await this.fanOuts.rows(fanOut)).failed;
    if (failed.length === 0) return vscode.l10n.t('No device failed.');
    const agreed = await confirm({
      question: vscode.l10n.t('Try {0} again on {1} devices?', actionName(fanOut.action), number(failed.length)),
      detail: vscode.l10n.t('Those that failed, refused or were not reached, one after another, from this window.'),
      action: vscode.l10n.t('Retry'),
    });
    if (!agreed) return '';
    for (const { condition } of targetConditions(failed)) await this.#begin(hub, fanOut, condition);
    return vscode.l10n.t('{0} devices are tried again.', number(failed.length));
  }

  async #runAgain(hub: Hub, fanOut: FanOut): Promise<string> {
    const agreed = await confirm({
      question: vscode.l10n.t('Run {0} again on {1}?', actionName(fanOut.action), jobWhere(fanOut.queryCondition)),
      detail: vscode.l10n.t('It starts now, from this window, on the devices that match now.'),
      action: vscode.l10n.t('Run Again'),
    });
    if (!agreed) return '';
    await this.#begin(hub, fanOut, fanOut.queryCondition);
    return vscode.l10n.t('{0} runs again.', actionName(fanOut.action));
  }

  async #begin(hub: Hub, { action }: FanOut, queryCondition: string): Promise<void> {
    const jobId = newJobId(actionName(action), new Date(), Math.random());
    const maxExecutionTimeInSeconds = jobLimits.maxExecutionTimeInSeconds.default;
    await this.fanOuts.begin(hub, { jobId, action, queryCondition, maxExecutionTimeInSeconds });
  }
}

function listed(fanOut: FanOut): ListedJob {
  const { id, action, state, counts, startTime, endTime, queryCondition } = fanOut;
  const isOver = isFanOutOver(fanOut);
  return {
    kind: 'fanOut',
    id,
    name: vscode.l10n.t('{0}, from this window', actionName(action)),
    where: jobWhere(queryCondition),
    phase: state === 'scheduled' || state === 'running' ? state : 'finished',
    time: endTime ?? startTime,
    state: stateWords(fanOut),
    ...(state === 'running' && counts ? { percent: percentOf(counts) } : {}),
    commands: isOver ? ['retry', 'runAgain'] : ['cancel'],
    troubled: isOver && (state !== 'completed' || (counts?.failed ?? 0) > 0),
  };
}

function stateWords({ state, counts, startTime }: FanOut): string {
  switch (state) {
    case 'scheduled':
      return vscode.l10n.t('scheduled for {0}', shortTime(startTime, vscode.env.language));
    case 'running':
      return counts ? runningWords(counts) : vscode.l10n.t('running');
    case 'completed':
      return counts ? finishedWords(counts) : vscode.l10n.t('completed, no device matched');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'interrupted':
      return vscode.l10n.t('interrupted: the window was closed');
  }
}

/** A fan-out, as its page shows it. */
class ShownFanOut implements ShownJob {
  readonly onDidChange: vscode.Event<unknown>;

  constructor(
    private readonly hub: Hub,
    private readonly id: string,
    private readonly fanOuts: FanOuts,
    private readonly source: FanOutSource,
  ) {
    this.onDidChange = fanOuts.onDidChange;
  }

  async read(): Promise<JobPicture> {
    const fanOut = this.fanOuts.get(this.hub.id, this.id);
    if (!fanOut) return goneJob(this.id);
    const { name, phase, state, commands } = listed(fanOut);
    return {
      name,
      runner: vscode.l10n.t(
        'This window runs it, one device after another, because the tier of the hub has no jobs. It goes on only while the window is open; what a reload interrupts is not taken up by itself.',
      ),
      phase,
      state,
      counts: fanOut.counts ?? null,
      problem: fanOut.problem ?? '',
      advice: isFanOutOver(fanOut)
        ? ''
        : vscode.l10n.t('It can be cancelled at any time: devices whose turn has not come are not reached.'),
      commands: [...commands],
      facts: [
        { name: vscode.l10n.t('Id'), value: fanOut.id },
        { name: vscode.l10n.t('Devices'), value: fanOut.queryCondition },
        { name: vscode.l10n.t('Start'), value: fullTime(fanOut.startTime, vscode.env.language) },
      ],
      sends: actionText(fanOut.action),
      stages: [],
    };
  }

  async rows(status: DeviceJobState | undefined): Promise<Page<DeviceJob>> {
    const rows = await this.fanOuts.rows({ id: this.id });
    return { items: rows.list(status) };
  }

  perform(command: JobCommand): Promise<string> {
    return this.source.perform(command, this.hub, this.id);
  }
}
