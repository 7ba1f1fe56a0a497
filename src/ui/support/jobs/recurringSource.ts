import * as vscode from 'vscode';
import type { RecurringJob } from '../../../domain/jobs/recurringJob.ts';
import type { JobCommand } from '../../../protocol/jobPage.ts';
import { confirm } from '../../prompts/confirm.ts';
import type { Hub } from '../hub.ts';
import { fullTime } from '../localTime.ts';
import { cronTimes } from './cronTimes.ts';
import type { JobSource, ListedJob } from './jobSource.ts';
import { jobWhere, number } from './jobWords.ts';
import type { RecurringJobs } from './recurringJobs.ts';
import { actionName } from './rolloutWords.ts';

const shownTimes = 5;

/** The recurring jobs of this window, in the Jobs view. */
export class RecurringSource implements JobSource {
  readonly kind = 'recurring';
  readonly onDidChange: vscode.Event<string>;

  constructor(
    private readonly jobs: RecurringJobs,
    /** Opens the page of a job of the hub. */
    private readonly openJob: (hub: Hub, jobId: string) => void,
  ) {
    this.onDidChange = jobs.onDidChange;
  }

  list(hub: Hub): readonly ListedJob[] {
    return this.jobs.list(hub.id).map(listed);
  }

  /** This window runs them, and knows. */
  async load(): Promise<void> {}

  async update(): Promise<void> {}

  /** Tells of its times, and leads to the last job that came of it. */
  async open(hub: Hub, jobId: string): Promise<void> {
    const job = this.jobs.get(hub.id, jobId);
    if (!job) return;

    const { lastJobId } = job;
    const openLast = vscode.l10n.t('Open Last Job');
    const buttons = lastJobId === undefined ? [] : [openLast];
    const text = vscode.l10n.t(
      '{0} recurs ({1}, {2}). {3}',
      actionName(job.action),
      job.cron,
      job.timeZone,
      await news(job),
    );
    const choice = await vscode.window.showInformationMessage(text, ...buttons);
    if (choice === openLast && lastJobId !== undefined) this.openJob(hub, lastJobId);
  }

  async perform(command: JobCommand, hub: Hub, jobId: string): Promise<string> {
    const job = this.jobs.get(hub.id, jobId);
    if (!job) return '';
    switch (command) {
      case 'pause':
        await this.jobs.pause(job);
        return vscode.l10n.t('The recurring job is paused.');
      case 'resume':
        await this.jobs.resume(job);
        return vscode.l10n.t('The recurring job goes on. {0}', await nextWords(job));
      case 'stop':
        return this.#stop(job);
      case 'cancel':
      case 'retry':
      case 'runAgain':
        throw new Error(`A recurring job has no "${command}".`);
    }
  }

  async #stop(job: RecurringJob): Promise<string> {
    const agreed = await confirm({
      question: vscode.l10n.t('Stop the recurring job {0}?', actionName(job.action)),
      detail: vscode.l10n.t('It creates no more jobs, and is forgotten. What it has created stays.'),
      action: vscode.l10n.t('Stop'),
    });
    if (!agreed) return '';
    await this.jobs.remove(job);
    return vscode.l10n.t('The recurring job was stopped.');
  }
}

function listed(job: RecurringJob): ListedJob {
  return {
    kind: 'recurring',
    id: job.id,
    name: actionName(job.action),
    where: jobWhere(job.queryCondition),
    phase: 'scheduled',
    state: stateWords(job),
    commands: [job.paused ? 'resume' : 'pause', 'stop'],
    troubled: job.problem !== undefined || job.missedCount > 0,
    icon: job.paused ? 'debug-pause' : 'history',
  };
}

function stateWords(job: RecurringJob): string {
  if (job.paused) return vscode.l10n.t('recurs ({0}), paused', job.cron);
  if (job.missedCount === 0) return vscode.l10n.t('recurs ({0}) while this window is open', job.cron);
  return vscode.l10n.t('recurs ({0}), {1} missed', job.cron, number(job.missedCount));
}

async function news(job: RecurringJob): Promise<string> {
  const missed =
    job.lastMissedTime === undefined
      ? ''
      : vscode.l10n.t(
          'Missed: {0}, the last at {1}.',
          number(job.missedCount),
          fullTime(job.lastMissedTime, vscode.env.language),
        );
  return [missed, job.problem ?? '', await nextWords(job)].filter(text => text !== '').join(' ');
}

async function nextWords({ cron, timeZone }: RecurringJob): Promise<string> {
  return nextTimesWords((await cronTimes(cron, timeZone)).next(shownTimes, new Date()));
}

/** `Next: Nov 28, 21:00 · …` */
export function nextTimesWords(times: readonly Date[]): string {
  if (times.length === 0) return vscode.l10n.t('It never comes.');
  const words = times.map(time => fullTime(time.toISOString(), vscode.env.language));
  return vscode.l10n.t('Next: {0}', words.join(' · '));
}
