import * as vscode from 'vscode';
import { defineCommand } from '../command.ts';

export const startLocalHub = defineCommand({
  id: 'iotHub.startLocalHub',
  title: vscode.l10n.t('Start Local Hub'),

  async run({ localHub }) {
    await localHub.start();
  },
});
