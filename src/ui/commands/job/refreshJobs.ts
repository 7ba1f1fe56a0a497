import * as vscode from 'vscode';
import { defineCommand } from '../command.ts';

/** Asks all hubs anew for all of their jobs. */
export const refreshJobs = defineCommand({
  id: 'iotHub.refreshJobs',
  title: vscode.l10n.t('Refresh Jobs'),

  async run({ jobTree }) {
    jobTree.refresh();
  },
});
