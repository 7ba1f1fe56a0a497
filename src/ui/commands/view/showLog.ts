import * as vscode from 'vscode';
import { defineCommand } from '../command.ts';

export const showLog = defineCommand({
  id: 'iotHub.showLog',
  title: vscode.l10n.t('Show Log'),

  async run({ log }) {
    log.show();
  },
});
