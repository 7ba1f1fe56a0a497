import * as vscode from 'vscode';
import { localNameProblem } from '../../prompts/localNameProblem.ts';
import { askLine } from '../../prompts/question.ts';
import type { LocalHub } from '../../support/localHub/localHub.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const newLocalProvisioningService = defineCommand({
  id: 'iotHub.newLocalProvisioningService',
  title: vscode.l10n.t('New Local Provisioning Service'),

  async run({ localHub, waits }) {
    const name = await askLine({
      title: vscode.l10n.t('New Local Provisioning Service'),
      prompt: prompt(localHub),
      validateInput: text => problem(text, localHub),
    });
    if (name === undefined) return;

    const title = vscode.l10n.t('Starting local provisioning service {0}', name);
    await withProgress(
      waits,
      title,
      async signal => {
        await localHub.stop();
        await localHub.setProvisioningNames([...localHub.provisioningNames, name]);
        await localHub.start(signal);
      },
      provisioningViewId,
    );
  },
});

function prompt({ state }: LocalHub): string {
  return state.kind === 'running'
    ? vscode.l10n.t(
        'Name of the service, which is linked to all local hubs. The local hub restarts to serve it: devices that are connected come back.',
      )
    : vscode.l10n.t('Name of the service, which is linked to all local hubs');
}

function problem(name: string, { provisioningNames }: LocalHub): string | undefined {
  return provisioningNames.includes(name)
    ? vscode.l10n.t('There is a local provisioning service of this name.')
    : localNameProblem(name);
}
