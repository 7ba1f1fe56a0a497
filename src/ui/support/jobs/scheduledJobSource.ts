import type * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import { type Job, isFinished } from '../../../domain/jobs/job.ts';
import { countsOf, percentOf, phaseOf } from '../../../domain/jobs/jobProgress.ts';
import type { JobCommand } from '../../../protocol/jobPage.ts';
import type { Hub } from '../hub/hub.ts';
import type { JobSource, ListedJob } from './jobSource.ts';
import { jobName, jobState, jobWhere } from './jobWords.ts';
import type { ScheduledJobs } from './scheduledJobs.ts';

/** What is done with a job of the hub when a person says so. */
export interface ScheduledJobActions {
  open(hub: Hub, jobId: string): void;
  perform(command: JobCommand, hub: Hub, job: Job): Promise<string>;
}

const scheduledKind = 'scheduled';

/** The jobs that hubs run, in the Jobs view. */
export class ScheduledJobSource implements JobSource {
  readonly kind = scheduledKind;
  readonly onDidChange: vscode.Event<string>;

  constructor(
    private readonly jobs: ScheduledJobs,
    private readonly actions: ScheduledJobActions,
  ) {
    this.onDidChange = jobs.onDidChange;
  }

  list(hub: Hub): readonly ListedJob[] {
    return this.jobs.list(hub).map(listed);
  }

  /** A hub whose tier has no jobs has none: what this window does in their place is of another kind. */
  async load(hub: Hub, signal: AbortSignal): Promise<void> {
    try {
      await this.jobs.load(hub, signal);
    } catch (error) {
      if (!HubError.is(error, 'notInTier')) throw error;
    }
  }

  async update(hub: Hub, signal: AbortSignal): Promise<void> {
    await this.jobs.update(hub, signal);
  }

  async open(hub: Hub, jobId: string): Promise<void> {
    this.actions.open(hub, jobId);
  }

  async perform(command: JobCommand, hub: Hub, jobId: string): Promise<string> {
    const job = this.jobs.get(hub, jobId) ?? (await this.jobs.read(hub, jobId));
    return this.actions.perform(command, hub, job);
  }
}

function listed(job: Job): ListedJob {
  const counts = countsOf(job);
  const phase = phaseOf(job.status);

  return {
    kind: scheduledKind,
    id: job.jobId,
    name: jobName(job),
    where: jobWhere(job.queryCondition),
    phase,
    time: (isFinished(job.status) && job.endTime) || (job.startTime ?? job.createdTime),
    state: jobState(job),
    ...(phase === 'running' && counts ? { percent: percentOf(counts) } : {}),
    commands: commandsOf(job),
    troubled: job.status === 'failed' || job.status === 'cancelled' || (counts?.failed ?? 0) > 0,
  };
}

/** What can be done with a job. A hub cancels it only before it runs. */
export function commandsOf(job: Job): readonly JobCommand[] {
  if (!job.cloudToDeviceMethod && !job.updateTwin) return [];
  if (!isFinished(job.status)) return job.status === 'running' ? ['runAgain'] : ['cancel', 'runAgain'];
  return job.status === 'completed' && countsOf(job) ? ['retry', 'runAgain'] : ['runAgain'];
}
