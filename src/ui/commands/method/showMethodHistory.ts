import * as vscode from 'vscode';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { defineCommand } from '../command.ts';

export const showMethodHistory = defineCommand({
  id: 'iotHub.showMethodHistory',
  title: vscode.l10n.t('Show Method History'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    if (!hub) return;

    const { methods } = services.hubTree.nodeOf(hub);
    await services.hubTree.view.reveal(methods, { select: true, focus: true, expand: true });
  },
});
