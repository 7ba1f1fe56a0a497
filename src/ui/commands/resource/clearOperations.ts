import * as vscode from 'vscode';
import { defineCommand } from '../command.ts';

export const clearOperations = defineCommand({
  id: 'iotHub.clearOperations',
  title: vscode.l10n.t('Clear Ended Operations'),

  async run({ operations }) {
    await operations.clear();
  },
});
