import * as vscode from 'vscode';
import type { LocalHub } from '../../support/localHub.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

/** As the local hub's command line takes names: they are parts of host names. */
const namePattern = /^(?=.{3,50}$)[a-z\d](?:[a-z\d-]*[a-z\d])?$/;

export const newLocalHub = defineCommand({
  id: 'iotHub.newLocalHub',
  title: vscode.l10n.t('New Local Hub'),

  async run({ localHub, waits }) {
    const name = await vscode.window.showInputBox({
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
  if (names.includes(name)) return vscode.l10n.t('There is a local hub of this name.');
  return namePattern.test(name)
    ? undefined
    : vscode.l10n.t('3 to 50 lower-case letters, digits and, between them, hyphens.');
}
