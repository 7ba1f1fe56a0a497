import * as vscode from 'vscode';
import { answerText } from '../../editors/answerText.ts';
import { type OfRun, runOf } from '../../prompts/pickRun.ts';
import { defineCommand } from '../command.ts';

export const copyAnswer = defineCommand({
  id: 'iotHub.copyAnswer',
  title: vscode.l10n.t('Copy Answer'),

  async run(services, source?: OfRun) {
    const run = await runOf(services, source);
    if (!run) return;

    await vscode.env.clipboard.writeText(answerText(run));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the answer'), 4_000);
  },
});
