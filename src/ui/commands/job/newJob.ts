import * as vscode from 'vscode';
import { askNewJob } from '../../prompts/job/askNewJob.ts';
import { type JobArgument, jobSeed } from '../../prompts/job/jobSeed.ts';
import { beginPlan } from '../../support/jobs/beginPlan.ts';
import { submitJobs } from '../../support/jobs/submitJobs.ts';
import { defineCommand } from '../command.ts';

/** Makes a job on the devices of a hub, of a selection, of a group or of a query. */
export const newJob = defineCommand({
  id: 'iotHub.newJob',
  title: vscode.l10n.t('New Job'),

  async run(services, given?: JobArgument, selected?: readonly unknown[]) {
    const seed = await jobSeed(services, given, selected);
    const order = seed && (await askNewJob(services, seed));
    if (order?.plan) await beginPlan(services, order, order.plan);
    else if (order) await submitJobs(services, order);
  },
});
