import * as vscode from 'vscode';
import { isFailure } from '../../../domain/jobs/deviceOutcome.ts';
import { allRows } from '../../../domain/jobs/findRows.ts';
import { HubError } from '../../../domain/hubError.ts';
import type { IdentityAddress } from '../../../domain/identityAddress.ts';
import type { Job, JobAction } from '../../../domain/jobs/job.ts';
import { actionOf, executionTimeOf } from '../../../domain/jobs/jobAgain.ts';
import { newJobId } from '../../../domain/jobs/jobId.ts';
import { countsOf } from '../../../domain/jobs/jobProgress.ts';
import { targetConditions } from '../../../domain/jobs/targetConditions.ts';
import type { JobCommand } from '../../../protocol/jobPage.ts';
import { confirm } from '../../prompts/confirm.ts';
import { howMany } from '../../prompts/howMany.ts';
import type { Hub } from '../hub/hub.ts';
import { fullTime } from '../localTime.ts';
import { withProgress } from '../progress.ts';
import type { Waits } from '../hub/waits.ts';
import { doWithJob } from './jobDeeds.ts';
import type { JobQueue } from './jobQueue.ts';
import { jobName, jobWhere, number } from './jobWords.ts';
import type { ScheduledJobs } from './scheduledJobs.ts';
import { largestRowPage } from './shownJob.ts';

export interface JobActionParts {
  readonly scheduledJobs: ScheduledJobs;
  readonly jobQueue: JobQueue;
  readonly waits: Waits;
}

/** Does with a job of the hub what a person says, and tells what was done. */
export async function performOnScheduledJob(
  parts: JobActionParts,
  command: JobCommand,
  hub: Hub,
  job: Job,
): Promise<string> {
  return doWithJob(command, {
    cancel: () => cancel(parts, hub, job),
    runAgain: () => runAgain(parts, hub, job),
    retry: () => retry(parts, hub, job),
  });
}

async function cancel({ scheduledJobs }: JobActionParts, hub: Hub, job: Job): Promise<string> {
  const start = job.startTime === undefined ? '' : fullTime(job.startTime, vscode.env.language);
  const agreed = await confirm({
    question: vscode.l10n.t('Cancel the job {0}?', jobName(job)),
    detail: vscode.l10n.t(
      'It would start at {0} on: {1}. It cannot be taken up again.',
      start,
      jobWhere(job.queryCondition),
    ),
    action: vscode.l10n.t('Cancel Job'),
  });
  if (!agreed) return '';

  const { client } = await hub.connect();
  try {
    scheduledJobs.put(hub, await client.jobs.cancel(job.jobId));
  } catch (error) {
    const now = HubError.is(error) ? await scheduledJobs.read(hub, job.jobId) : undefined;
    if (now?.status !== 'running') throw error;
    return vscode.l10n.t('It was too late: the job runs already, and a job that runs cannot be cancelled.');
  }
  return vscode.l10n.t('The job {0} was cancelled.', jobName(job));
}

async function runAgain(parts: JobActionParts, hub: Hub, job: Job): Promise<string> {
  const action = actionOf(job);
  if (!action || job.queryCondition === undefined) return '';
  const counted = countsOf(job)?.total;
  const agreed = await confirm({
    question: vscode.l10n.t('Run {0} again on {1}?', jobName(job), jobWhere(job.queryCondition)),
    detail:
      counted === undefined
        ? vscode.l10n.t('A new job starts now, on the devices that match now.')
        : vscode.l10n.t('A new job starts now, on the devices that match now. Last time {0} did.', number(counted)),
    action: vscode.l10n.t('Run Again'),
  });
  return agreed ? submit(parts, hub, job, action, [job.queryCondition]) : '';
}

/** A new job on exactly the devices that failed or refused; several where their ids do not fit into one. */
async function retry(parts: JobActionParts, hub: Hub, job: Job): Promise<string> {
  const action = actionOf(job);
  if (!action) return '';
  const title = vscode.l10n.t('Looking which devices failed');
  const failed = await withProgress(parts.waits, title, signal => failedOf(hub, job, signal));
  if (failed.length === 0) return vscode.l10n.t('No device failed.');

  const conditions = targetConditions(failed).map(({ condition }) => condition);
  const agreed = await confirm({
    question: vscode.l10n.t('Try {0} again on {1}?', jobName(job), howMany(failed)),
    detail: vscode.l10n.t(
      'Only those that failed or refused, now. Jobs that this takes: {0}.',
      number(conditions.length),
    ),
    action: vscode.l10n.t('Retry'),
  });
  return agreed ? submit(parts, hub, job, action, conditions) : '';
}

async function failedOf(hub: Hub, { jobId }: Job, signal: AbortSignal): Promise<readonly IdentityAddress[]> {
  const { client } = await hub.connect();
  const failed: IdentityAddress[] = [];
  const rows = allRows((_, after) => {
    const page = { pageSize: largestRowPage, ...(after === undefined ? {} : { after }) };
    return client.jobs.deviceRows({ jobId }, page, signal);
  });
  for await (const page of rows) {
    for (const { deviceId, moduleId } of page.filter(isFailure)) {
      failed.push({ deviceId, ...(moduleId === undefined ? {} : { moduleId }) });
    }
  }
  return failed;
}

/** Jobs for which the hub has no room wait in the editor's queue. */
async function submit(
  { jobQueue, scheduledJobs }: JobActionParts,
  hub: Hub,
  job: Job,
  action: JobAction,
  conditions: readonly string[],
): Promise<string> {
  const base = newJobId(jobName(job), new Date(), Math.random());
  const maxExecutionTimeInSeconds = executionTimeOf(job);
  let queued = 0;
  for (const [index, queryCondition] of conditions.entries()) {
    const jobId = conditions.length === 1 ? base : `${base}-${index + 1}`;
    const submitted = await jobQueue.submit(hub, { jobId, action, queryCondition, maxExecutionTimeInSeconds });
    if (submitted.kind === 'created') scheduledJobs.put(hub, submitted.job);
    else queued++;
  }
  if (queued === 0) return vscode.l10n.t('The job {0} was created.', base);
  return vscode.l10n.t('The job {0} was created. Waiting for their turn: {1}.', base, number(queued));
}
