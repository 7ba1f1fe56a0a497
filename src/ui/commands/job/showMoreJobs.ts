import * as vscode from 'vscode';
import { hubOf, type OfHub } from '../../prompts/pickHub.ts';
import { defineCommand } from '../command.ts';

/** Shows more of the jobs that are finished. */
export const showMoreJobs = defineCommand({
  id: 'iotHub.showMoreJobs',
  title: vscode.l10n.t('Show More Jobs'),

  async run(services, node?: OfHub) {
    const hub = await hubOf(services, node);
    if (hub) services.jobTree.showMore(hub);
  },
});
