import * as vscode from 'vscode';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const startLocalHub = defineCommand({
  id: 'iotHub.startLocalHub',
  title: vscode.l10n.t('Start Local Hub'),

  async run({ localHub, waits }) {
    await withProgress(waits, vscode.l10n.t('Starting the local hub'), signal => localHub.start(signal));
  },
});
