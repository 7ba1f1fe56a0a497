import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { defineCommand } from '../command.ts';

export const clearMethodHistory = defineCommand({
  id: 'iotHub.clearMethodHistory',
  title: vscode.l10n.t('Clear Method History'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    if (!hub) return;

    const agreed = await confirm({
      question: vscode.l10n.t('Clear the method history of {0}?', hub.name),
      detail: vscode.l10n.t("The answers that it keeps are lost. This can't be undone."),
      action: vscode.l10n.t('Clear'),
    });
    if (agreed) await services.methodHistory.clear(hub);
  },
});
