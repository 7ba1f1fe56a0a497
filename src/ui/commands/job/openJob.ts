import * as vscode from 'vscode';
import { jobOf, type OfJob } from '../../prompts/pickJob.ts';
import { defineCommand } from '../command.ts';

export const openJob = defineCommand({
  id: 'iotHub.openJob',
  title: vscode.l10n.t('Open Job'),

  async run(services, node?: OfJob) {
    const target = await jobOf(services, node);
    if (target) await services.jobWatch.sourceOf(target.job).open(target.hub, target.job.id);
  },
});
