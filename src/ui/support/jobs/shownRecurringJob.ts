import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import { isFinished, type Job } from '../../../domain/jobs/job.ts';
import type { CreatedJob, RecurringJob } from '../../../domain/jobs/recurringJob.ts';
import type { JobCommand, JobPicture, JobRun } from '../../../protocol/jobPage.ts';
import { printDuration } from '../../../domain/jobs/durationText.ts';
import type { Hub } from '../hub/hub.ts';
import { fullTime } from '../localTime.ts';
import { sentence } from '../showFailure.ts';
import { goneJob } from './goneJob.ts';
import type { JobQueue } from './jobQueue.ts';
import { jobState, number } from './jobWords.ts';
import type { RecurringJobs } from './recurringJobs.ts';
import { type RecurringSource, nextTimes, timesWords } from './recurringSource.ts';
import { actionText } from './rolloutWords.ts';
import type { ScheduledJobs } from './scheduledJobs.ts';
import type { ShownJob } from './shownJob.ts';

export interface ShownRecurringParts {
  readonly recurringJobs: RecurringJobs;
  readonly jobQueue: JobQueue;
  readonly scheduledJobs: ScheduledJobs;
  /** Opens the page of a job of the hub. */
  readonly openRun: (hub: Hub, jobId: string) => void;
}

/** A recurring job, as its page shows it: its times, and what became of the jobs that it created last. */
export class ShownRecurringJob implements ShownJob {
  readonly onDidChange: vscode.Event<unknown>;
  /** Stays on the page when the job is stopped. */
  #last: JobPicture | undefined;

  constructor(
    private readonly parts: ShownRecurringParts,
    private readonly source: RecurringSource,
    private readonly hub: Hub,
    private readonly id: string,
  ) {
    this.onDidChange = parts.recurringJobs.onDidChange;
  }

  async read(signal: AbortSignal): Promise<JobPicture> {
    const job = this.parts.recurringJobs.get(this.hub.id, this.id);
    const listed = this.source.list(this.hub).find(({ id }) => id === this.id);
    if (!job || !listed) return this.#stopped();

    const { name, phase, state, commands } = listed;
    this.#last = {
      name: vscode.l10n.t('{0}, recurring', name),
      runner: vscode.l10n.t(
        'This window creates a job of the hub at each of the times, while it is open. A time that passes while it is closed is told, and not made up for.',
      ),
      phase,
      state,
      counts: null,
      problem: problemOf(job),
      advice: '',
      commands: [...commands],
      facts: factsOf(job, await nextTimes(job)),
      sends: actionText(job.action),
      stages: [],
      runs: await Promise.all((job.created ?? []).map(created => this.#run(created, signal))),
    };
    return this.#last;
  }

  /** Its jobs have devices; each has a page of its own. */
  async rows(): Promise<{ readonly items: readonly [] }> {
    return { items: [] };
  }

  perform(command: JobCommand): Promise<string> {
    return this.source.perform(command, this.hub, this.id);
  }

  openRun(jobId: string): void {
    this.parts.openRun(this.hub, jobId);
  }

  #stopped(): JobPicture {
    if (!this.#last) return goneJob(this.id);
    return { ...this.#last, phase: 'finished', state: vscode.l10n.t('stopped'), problem: '', commands: [] };
  }

  async #run({ jobId, time }: CreatedJob, signal: AbortSignal): Promise<JobRun> {
    return { jobId, time: fullTime(time, vscode.env.language), state: await this.#state(jobId, signal) };
  }

  async #state(jobId: string, signal: AbortSignal): Promise<string> {
    const { jobQueue, scheduledJobs } = this.parts;
    if (jobQueue.list(this.hub.id).some(({ job }) => job.jobId === jobId)) return vscode.l10n.t('waits for its turn');
    try {
      const known = scheduledJobs.get(this.hub, jobId);
      return jobState(known && isFinished(known.status) ? known : await this.#ask(jobId, signal));
    } catch (error) {
      if (!HubError.is(error)) throw error;
      return HubError.is(error, 'jobNotFound') ? vscode.l10n.t('not kept by the hub any more') : sentence(error);
    }
  }

  #ask(jobId: string, signal: AbortSignal): Promise<Job> {
    return this.parts.scheduledJobs.read(this.hub, jobId, signal);
  }
}

function problemOf({ problem, missedCount, lastMissedTime }: RecurringJob): string {
  const missed =
    lastMissedTime === undefined || missedCount === 0
      ? []
      : [
          vscode.l10n.t(
            'Missed: {0}, the last at {1}.',
            number(missedCount),
            fullTime(lastMissedTime, vscode.env.language),
          ),
        ];
  return [...(problem === undefined ? [] : [problem]), ...missed].join(' ');
}

function factsOf(job: RecurringJob, next: readonly Date[]): JobPicture['facts'] {
  const { id, queryCondition, cron, timeZone, paused, maxExecutionTimeInSeconds } = job;
  return [
    { name: vscode.l10n.t('Id'), value: id },
    { name: vscode.l10n.t('Devices'), value: queryCondition },
    { name: vscode.l10n.t('Times'), value: `${cron} (${timeZone})` },
    {
      name: paused ? vscode.l10n.t('Next, once resumed') : vscode.l10n.t('Next'),
      value: next.length === 0 ? vscode.l10n.t('It never comes.') : timesWords(next),
    },
    { name: vscode.l10n.t('Each may run for'), value: printDuration(maxExecutionTimeInSeconds) },
  ];
}
