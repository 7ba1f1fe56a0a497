import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import { type OfHub, pickHub } from '../../prompts/pickHub.ts';
import type { Hub } from '../../support/hub/hub.ts';
import { defineCommand } from '../command.ts';

export const removeHub = defineCommand({
  id: 'iotHub.removeHub',
  title: vscode.l10n.t('Remove Hub'),

  async run({ hubs, localHub }, node?: Partial<OfHub>) {
    const hub = node?.hub ?? (await pickHub(hubs.own()));
    if (!hub || !(await confirmRemoval(hub))) return;

    await hubs.remove(hub);
    if (localHub.names.length === 0) await localHub.stop();
  },
});

function confirmRemoval(hub: Hub): Promise<boolean> {
  return confirm({
    question: vscode.l10n.t('Remove hub "{0}" from the list?', hub.name),
    detail:
      hub.kind === 'local'
        ? vscode.l10n.t('Its devices stay on this machine: a new local hub of this name has them again.')
        : vscode.l10n.t('Its connection string is forgotten here. The hub itself and its devices stay as they are.'),
    action: vscode.l10n.t('Remove'),
  });
}
