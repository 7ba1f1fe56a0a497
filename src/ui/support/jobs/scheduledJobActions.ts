import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import type { Job } from '../../../domain/jobs/job.ts';
import { actionOf, executionTimeOf } from '../../../domain/jobs/jobAgain.ts';
import { newJobId } from '../../../domain/jobs/jobId.ts';
import { countsOf } from '../../../domain/jobs/jobProgress.ts';
import type { JobCommand } from '../../../protocol/jobPage.ts';
import { confirm } from '../../prompts/confirm.ts';
import type { Hub } from '../hub.ts';
import { fullTime } from '../localTime.ts';
import { jobName, jobWhere, number } from './jobWords.ts';
import type { ScheduledJobs } from './scheduledJobs.ts';

/** Does with a job of the hub what a person says, and tells what was done. */
export async function performOnScheduledJob(
  jobs: ScheduledJobs,
  command: JobCommand,
  hub: Hub,
  job: Job,
): Promise<string> {
  switch (command) {
    case 'cancel':
      return cancel(jobs, hub, job);
    case 'runAgain':
      return runAgain(jobs, hub, job);
    case 'retry':
    case 'pause':
    case 'resume':
    case 'stop':
      throw new Error(`A job of the hub has no "${command}".`);
  }
}

async function cancel(jobs: ScheduledJobs, hub: Hub, job: Job): Promise<string> {
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
    jobs.put(hub, await client.jobs.cancel(job.jobId));
  } catch (error) {
    const now = HubError.is(error) ? await jobs.read(hub, job.jobId) : undefined;
    if (now?.status !== 'running') throw error;
    return vscode.l10n.t('It was too late: the job runs already, and a job that runs cannot be cancelled.');
  }
  return vscode.l10n.t('The job {0} was cancelled.', jobName(job));
}

async function runAgain(jobs: ScheduledJobs, hub: Hub, job: Job): Promise<string> {
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
  if (!agreed) return '';

  const { client } = await hub.connect();
  const created = await client.jobs.create({
    jobId: newJobId(jobName(job), new Date(), Math.random()),
    action,
    queryCondition: job.queryCondition,
    maxExecutionTimeInSeconds: executionTimeOf(job),
  });
  jobs.put(hub, created);
  return vscode.l10n.t('The job {0} was created.', created.jobId);
}
