import * as vscode from 'vscode';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const stopLocalHub = defineCommand({
  id: 'iotHub.stopLocalHub',
  title: vscode.l10n.t('Stop Local Hub'),

  async run({ localHub, waits }) {
    await withProgress(waits, vscode.l10n.t('Stopping the local hub'), () => localHub.stop());
  },
});
