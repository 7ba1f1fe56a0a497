import * as vscode from 'vscode';
import { JobPanels } from '../../panels/job/jobPanels.ts';
import { JobTree } from '../../tree/jobs/jobTree.ts';
import type { Hubs } from '../hub/hubs.ts';
import type { Waits } from '../hub/waits.ts';
import { FanOuts } from './fanOuts.ts';
import { FanOutSource } from './fanOutSource.ts';
import type { JobQueue } from './jobQueue.ts';
import type { JobSource } from './jobSource.ts';
import { JobWatch } from './jobWatch.ts';
import { QueuedJobSource } from './queuedJobSource.ts';
import { RecurringJobs } from './recurringJobs.ts';
import { RecurringSource } from './recurringSource.ts';
import { Rollouts } from './rollouts.ts';
import { RolloutSource } from './rolloutSource.ts';
import { performOnScheduledJob } from './scheduledJobActions.ts';
import { ScheduledJobs } from './scheduledJobs.ts';
import { ScheduledJobSource } from './scheduledJobSource.ts';
import { ScheduledShownJob } from './scheduledShownJob.ts';
import { ShownRecurringJob } from './shownRecurringJob.ts';

export interface JobServiceParts {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly hubs: Hubs;
  readonly waits: Waits;
  readonly jobQueue: JobQueue;
}

/** All that knows of jobs. */
export interface JobServices {
  readonly scheduledJobs: ScheduledJobs;
  readonly rollouts: Rollouts;
  readonly recurringJobs: RecurringJobs;
  readonly fanOuts: FanOuts;
  readonly jobWatch: JobWatch;
  readonly jobTree: JobTree;
  readonly jobPanels: JobPanels;
}

/** @param others Sources of further kinds of jobs, for the Jobs view. */
export function buildJobServices(parts: JobServiceParts, others: readonly JobSource[] = []): JobServices {
  const runners = buildRunners(parts);
  const { scheduledJobs, rollouts, recurringJobs, fanOuts } = runners;
  const openScheduled = (hub: Parameters<JobPanels['show']>[0], jobId: string) =>
    jobPanels.show(hub, 'scheduled', jobId);
  const scheduled = new ScheduledJobSource(scheduledJobs, {
    open: openScheduled,
    perform: (command, hub, job) => performOnScheduledJob({ ...parts, scheduledJobs }, command, hub, job),
  });
  const rollout = new RolloutSource(rollouts, (hub, jobId) => jobPanels.show(hub, 'rollout', jobId));
  const fanOut = new FanOutSource(fanOuts, (hub, jobId) => jobPanels.show(hub, 'fanOut', jobId));
  const recurring = new RecurringSource(recurringJobs, (hub, jobId) => jobPanels.show(hub, 'recurring', jobId));
  const queued = new QueuedJobSource(parts.jobQueue);
  const jobWatch = new JobWatch([queued, scheduled, rollout, recurring, fanOut, ...others], parts.hubs, parts.log);
  const jobTree = new JobTree({ ...parts, jobWatch });
  const jobPanels: JobPanels = new JobPanels(parts, {
    scheduled: (hub, jobId) => new ScheduledShownJob(hub, jobId, scheduledJobs, scheduled),
    rollout: (hub, jobId) => rollout.shown(hub, jobId),
    fanOut: (hub, jobId) => fanOut.shown(hub, jobId),
    recurring: (hub, jobId) =>
      new ShownRecurringJob({ ...parts, ...runners, openRun: openScheduled }, recurring, hub, jobId),
  });

  return { ...runners, jobWatch, jobTree, jobPanels };
}

/** What knows and runs the jobs of each kind. What belongs to a window is kept with its workspace. */
function buildRunners({ context, log, hubs, jobQueue }: JobServiceParts) {
  const scheduledJobs = new ScheduledJobs();
  const state = context.workspaceState;
  const folder = vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'fanOuts').fsPath;
  // What the hub takes out of the queue is its job from then on.
  context.subscriptions.push(jobQueue.onDidSend(({ hub, job }) => void scheduledJobs.put(hub, job)));

  return {
    scheduledJobs,
    rollouts: new Rollouts({ hubs, state, scheduledJobs, log }),
    recurringJobs: new RecurringJobs({ hubs, state, jobQueue, scheduledJobs, log }),
    fanOuts: new FanOuts({ hubs, state, folder, log }),
  };
}
