import { env, l10n } from 'vscode';
import type { DeviceJob, DeviceJobState, Job } from '../../../domain/jobs/job.ts';
import { countsOf, phaseOf } from '../../../domain/jobs/jobProgress.ts';
import type { Page } from '../../../domain/page.ts';
import type { JobCommand, JobPicture } from '../../../protocol/jobPage.ts';
import type { Hub } from '../hub/hub.ts';
import { fullTime } from '../localTime.ts';
import type { JobSource } from './jobSource.ts';
import { jobName, jobState, number } from './jobWords.ts';
import { commandsOf } from './scheduledJobSource.ts';
import type { ScheduledJobs } from './scheduledJobs.ts';
import { type ShownJob, largestRowPage } from './shownJob.ts';

/** A job of the hub, as its page shows it. */
export class ScheduledShownJob implements ShownJob {
  readonly known: NonNullable<ShownJob['known']>;

  constructor(
    private readonly hub: Hub,
    private readonly jobId: string,
    private readonly jobs: ScheduledJobs,
    private readonly source: JobSource,
  ) {
    this.known = {
      onDidChange: jobs.onDidChange,
      picture() {
        const job = jobs.get(hub, jobId);
        return job && { name: jobName(job), state: jobState(job) };
      },
    };
  }

  async read(signal: AbortSignal): Promise<JobPicture> {
    return jobPicture(await this.jobs.read(this.hub, this.jobId, signal));
  }

  async rows(
    status: DeviceJobState | undefined,
    after: string | undefined,
    signal: AbortSignal,
  ): Promise<Page<DeviceJob>> {
    const { client } = await this.hub.connect();
    const selection = { jobId: this.jobId, ...(status === undefined ? {} : { status }) };
    const page = { pageSize: largestRowPage, ...(after === undefined ? {} : { after }) };
    return client.jobs.deviceRows(selection, page, signal);
  }

  perform(command: JobCommand): Promise<string> {
    return this.source.perform(command, this.hub, this.jobId);
  }
}

/** A job of the hub, without its devices. */
function jobPicture(job: Job): JobPicture {
  return {
    name: jobName(job),
    runner: l10n.t('The hub runs this job, also when the editor is closed, and keeps its results for 30 days.'),
    phase: phaseOf(job.status),
    state: jobState(job),
    counts: countsOf(job) ?? null,
    problem: problemOf(job),
    advice: adviceOf(job),
    commands: [...commandsOf(job)],
    facts: factsOf(job),
    sends: sendsOf(job),
    stages: [],
  };
}

function problemOf({ status, failureReason, statusMessage }: Job): string {
  if (status === 'unknown') return l10n.t('The hub does not say how this job is doing. It may be an import or export.');
  if (status !== 'failed') return '';
  const reasons = [failureReason, statusMessage].filter(text => text !== undefined && text !== '');
  return reasons.length > 0 ? reasons.join(' ') : l10n.t('The hub does not say why the job failed.');
}

/** The truth about cancelling. */
function adviceOf(job: Job): string {
  switch (job.status) {
    case 'enqueued':
    case 'queued':
    case 'scheduled':
      return l10n.t('The job can be cancelled until it starts. Which devices it is for is decided when it starts.');
    case 'running': {
      const left = countsOf(job)?.waiting ?? 0;
      return left === 0
        ? l10n.t('A job that runs can no longer be cancelled.')
        : l10n.t('A job that runs can no longer be cancelled: its turn comes to {0} more.', number(left));
    }
    case 'completed':
    case 'failed':
    case 'cancelled':
    case 'unknown':
      return '';
  }
}

function factsOf(job: Job): JobPicture['facts'] {
  const method = job.cloudToDeviceMethod;
  return [
    { name: l10n.t('Id'), value: job.jobId },
    { name: l10n.t('Devices'), value: job.queryCondition ?? '' },
    { name: l10n.t('Created'), value: time(job.createdTime) },
    { name: l10n.t('Start'), value: time(job.startTime) },
    { name: l10n.t('End'), value: time(job.endTime) },
    { name: l10n.t('May run for'), value: seconds(job.maxExecutionTimeInSeconds) },
    { name: l10n.t('Waits for a connection'), value: seconds(method?.connectTimeoutInSeconds) },
    { name: l10n.t('Waits for an answer'), value: seconds(method?.responseTimeoutInSeconds) },
  ].filter(({ value }) => value !== '');
}

function time(value: string | undefined): string {
  return value === undefined ? '' : fullTime(value, env.language);
}

function seconds(value: number | undefined): string {
  return value === undefined ? '' : l10n.t('{0} s', number(value));
}

function sendsOf({ cloudToDeviceMethod, updateTwin }: Job): string {
  if (cloudToDeviceMethod) return JSON.stringify(cloudToDeviceMethod.payload ?? null, undefined, 2);
  if (!updateTwin) return '';
  const { tags, properties } = updateTwin;
  return JSON.stringify({ ...(tags ? { tags } : {}), ...(properties ? { properties } : {}) }, undefined, 2);
}
