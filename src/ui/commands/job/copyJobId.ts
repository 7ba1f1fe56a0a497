import * as vscode from 'vscode';
import { jobOf, type OfJob } from '../../prompts/pickJob.ts';
import { defineCommand } from '../command.ts';

export const copyJobId = defineCommand({
  id: 'iotHub.copyJobId',
  title: vscode.l10n.t('Copy Job Id'),

  async run(services, node?: OfJob) {
    const target = await jobOf(services, node);
    if (target) await vscode.env.clipboard.writeText(target.job.id);
  },
});
