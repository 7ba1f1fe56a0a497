import * as vscode from 'vscode';
import { localNameProblem } from '../../prompts/localNameProblem.ts';
import { askLine } from '../../prompts/question.ts';
import type { LocalHub } from '../../support/localHub/localHub.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const newLocalHub = defineCommand({
  id: 'iotHub.newLocalHub',
  title: vscode.l10n.t('New Local Hub'),

  async run({ localHub, waits }) {
    const name = await askLine({
      title: vscode.l10n.t('New Local Hub'),
      prompt: prompt(localHub),
      validateInput: text => problem(text, localHub),
    });
    if (name === undefined) return;

    await withProgress(waits, vscode.l10n.t('Starting local hub {0}', name), async signal => {
      await localHub.stop();
      await localHub.setNames([...localHub.names, name]);
      await localHub.start(signal);
    });
  },
});

function prompt({ state }: LocalHub): string {
  return state.kind === 'running'
    ? vscode.l10n.t('Name of the hub. The local hub restarts to serve it: devices that are connected come back.')
    : vscode.l10n.t('Name of the hub');
}

function problem(name: string, { names }: LocalHub): string | undefined {
  return names.includes(name) ? vscode.l10n.t('There is a local hub of this name.') : localNameProblem(name);
}
