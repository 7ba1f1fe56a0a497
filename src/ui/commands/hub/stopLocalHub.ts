import * as vscode from 'vscode';
import { defineCommand } from '../command.ts';

export const stopLocalHub = defineCommand({
  id: 'iotHub.stopLocalHub',
  title: vscode.l10n.t('Stop Local Hub'),

  async run({ localHub }) {
    await localHub.stop();
  },
});
