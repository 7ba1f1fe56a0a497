import { env, l10n } from 'vscode';
import type { Job } from '../../../domain/jobs/job.ts';
import { type JobCounts, countsOf, percentOf } from '../../../domain/jobs/jobProgress.ts';
import { oneLine } from '../../prompts/pickQuery.ts';
import { shortTime } from '../localTime.ts';

/** Of a condition in a tree, in characters. */
const longestWhere = 60;

/** What a job does: the name of its method, or that it changes twins. */
export function jobName({ cloudToDeviceMethod, type }: Pick<Job, 'cloudToDeviceMethod' | 'type'>): string {
  if (cloudToDeviceMethod) return cloudToDeviceMethod.methodName;
  return type === 'scheduleUpdateTwin' ? l10n.t('Twin update') : type;
}

/** On what it does it. */
export function jobWhere(queryCondition = ''): string {
  const condition = oneLine(queryCondition);
  if (condition === '*') return l10n.t('all devices');
  return condition.length > longestWhere ? `${condition.slice(0, longestWhere)}…` : condition;
}

/** How a job of the hub is doing. */
export function jobState(job: Job): string {
  const counts = countsOf(job);
  switch (job.status) {
    case 'enqueued':
    case 'queued':
      return l10n.t('queued by the hub');
    case 'scheduled':
      return job.startTime === undefined
        ? l10n.t('scheduled')
        : l10n.t('scheduled for {0}', shortTime(job.startTime, env.language));
    case 'running':
      return counts ? runningWords(counts) : l10n.t('running');
    case 'completed':
      return counts ? finishedWords(counts) : l10n.t('completed, no device matched');
    case 'failed':
      return l10n.t('failed');
    case 'cancelled':
      return l10n.t('cancelled');
    case 'unknown':
      return l10n.t('unknown');
  }
}

/** `running, 42 %`. */
export function runningWords(counts: JobCounts): string {
  return l10n.t('running, {0} %', percentOf(counts));
}

/** `completed: 480 done, 20 failed`. */
export function finishedWords({ completed, failed }: JobCounts): string {
  return failed === 0
    ? l10n.t('completed: {0} done', number(completed))
    : l10n.t('completed: {0} done, {1} failed', number(completed), number(failed));
}

export function number(count: number): string {
  return count.toLocaleString(env.language);
}
