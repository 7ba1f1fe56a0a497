import type * as vscode from 'vscode';
import { JobPanels } from '../../panels/job/jobPanels.ts';
import { JobTree } from '../../tree/jobs/jobTree.ts';
import type { Hubs } from '../hubs.ts';
import type { Waits } from '../waits.ts';
import type { JobSource } from './jobSource.ts';
import { JobWatch } from './jobWatch.ts';
import { performOnScheduledJob } from './scheduledJobActions.ts';
import { ScheduledJobSource } from './scheduledJobSource.ts';
import { ScheduledJobs } from './scheduledJobs.ts';
import { ScheduledShownJob } from './scheduledShownJob.ts';

export interface JobServiceParts {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly hubs: Hubs;
  readonly waits: Waits;
}

/** All that knows of jobs. */
export interface JobServices {
  readonly scheduledJobs: ScheduledJobs;
  readonly jobWatch: JobWatch;
  readonly jobTree: JobTree;
  readonly jobPanels: JobPanels;
}

/** @param others Sources of other kinds of jobs, for the Jobs view. */
export function buildJobServices(parts: JobServiceParts, others: readonly JobSource[] = []): JobServices {
  const scheduledJobs = new ScheduledJobs();
  const scheduled = new ScheduledJobSource(scheduledJobs, {
    open: (hub, jobId) => jobPanels.show(hub, 'scheduled', jobId),
    perform: (command, hub, job) => performOnScheduledJob(scheduledJobs, command, hub, job),
  });
  const jobWatch = new JobWatch([scheduled, ...others], parts.hubs, parts.log);
  const jobTree = new JobTree({ ...parts, jobWatch });
  const jobPanels: JobPanels = new JobPanels(parts, {
    scheduled: (hub, jobId) => new ScheduledShownJob(hub, jobId, scheduledJobs, scheduled),
  });

  return { scheduledJobs, jobWatch, jobTree, jobPanels };
}
