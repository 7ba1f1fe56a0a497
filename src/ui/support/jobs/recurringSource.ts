import * as vscode from 'vscode';
import type { RecurringJob } from '../../../domain/jobs/recurringJob.ts';
import type { JobCommand } from '../../../protocol/jobPage.ts';
import { confirm } from '../../prompts/confirm.ts';
import type { Hub } from '../hub/hub.ts';
import { fullTime, shortTime } from '../localTime.ts';
import { cronTimes } from './cronTimes.ts';
import { doWithJob } from './jobDeeds.ts';
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
    private readonly openPage: (hub: Hub, jobId: string) => void,
  ) {
    this.onDidChange = jobs.onDidChange;
  }

  list(hub: Hub): readonly ListedJob[] {
    return this.jobs.list(hub.id).map(job => this.#listed(job));
  }

  /** This window runs them, and knows. */
  async load(): Promise<void> {}

  async update(): Promise<void> {}

  async open(hub: Hub, jobId: string): Promise<void> {
    this.openPage(hub, jobId);
  }

  async perform(command: JobCommand, hub: Hub, jobId: string): Promise<string> {
    const job = this.jobs.get(hub.id, jobId);
    if (!job) return '';
    return doWithJob(command, {
      pause: () => this.#pause(job),
      resume: () => this.#resume(job),
      stop: () => this.#stop(job),
    });
  }

  #listed(job: RecurringJob): ListedJob {
    const next = this.jobs.nextTime(job);
    return {
      kind: 'recurring',
      id: job.id,
      name: actionName(job.action),
      where: jobWhere(job.queryCondition),
      phase: 'scheduled',
      ...(next ? { time: next.toISOString() } : {}),
      state: stateWords(job, next),
      commands: [job.paused ? 'resume' : 'pause', 'stop'],
      troubled: job.problem !== undefined || job.missedCount > 0,
      icon: job.paused ? 'debug-pause' : 'history',
    };
  }

  async #pause(job: RecurringJob): Promise<string> {
    await this.jobs.pause(job);
    return vscode.l10n.t('The recurring job is paused.');
  }

  async #resume(job: RecurringJob): Promise<string> {
    await this.jobs.resume(job);
    return vscode.l10n.t('The recurring job goes on. {0}', nextTimesWords(await nextTimes(job)));
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

function stateWords(job: RecurringJob, next: Date | undefined): string {
  if (job.paused) return vscode.l10n.t('recurs ({0}), paused', job.cron);
  const recurs = next
    ? vscode.l10n.t('recurs, next {0}', shortTime(next.toISOString(), vscode.env.language))
    : vscode.l10n.t('recurs ({0})', job.cron);
  const missed = job.missedCount > 0 ? [vscode.l10n.t('{0} missed', number(job.missedCount))] : [];
  return [recurs, ...missed, vscode.l10n.t('while this window is open')].join(', ');
}

/** The next times of its expression, whether or not it is paused. */
export async function nextTimes({ cron, timeZone }: RecurringJob): Promise<readonly Date[]> {
  return (await cronTimes(cron, timeZone)).next(shownTimes, new Date());
}

export function timesWords(times: readonly Date[]): string {
  return times.map(time => fullTime(time.toISOString(), vscode.env.language)).join(' · ');
}

/** `Next: Nov 28, 21:00 · …` */
export function nextTimesWords(times: readonly Date[]): string {
  if (times.length === 0) return vscode.l10n.t('It never comes.');
  return vscode.l10n.t('Next: {0}', timesWords(times));
}
