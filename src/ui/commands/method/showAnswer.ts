import * as vscode from 'vscode';
import { type OfRun, runOf } from '../../prompts/pickRun.ts';
import { defineCommand } from '../command.ts';

export const showAnswer = defineCommand({
  id: 'iotHub.showAnswer',
  title: vscode.l10n.t('Show Answer'),

  async run(services, source?: OfRun) {
    const run = await runOf(services, source);
    if (run) await services.answerDocuments.show(run);
  },
});
