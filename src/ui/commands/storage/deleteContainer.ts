import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import { containerOf, type OfContainer } from '../../prompts/storage/pickContainer.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const deleteContainer = defineCommand({
  id: 'iotHub.deleteContainer',
  title: vscode.l10n.t('Delete Container'),

  async run(services, node?: Partial<OfContainer>) {
    const target = await containerOf(services, node);
    if (!target) return;

    const { scope, account, container } = target;
    const agreed = await confirm({
      question: vscode.l10n.t('Delete container {0} of {1}?', container, account.name),
      detail: vscode.l10n.t("All files in it are lost, exports of devices among them. This can't be undone."),
      action: vscode.l10n.t('Delete'),
    });
    if (!agreed) return;

    const remove = (signal: AbortSignal) => scope.resources.storage.deleteContainer({ account, container }, signal);
    await withProgress(services.waits, vscode.l10n.t('Deleting {0}', container), remove, resourcesViewId);
    services.resourceTree.refresh();
  },
});
