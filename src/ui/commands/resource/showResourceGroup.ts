import * as vscode from 'vscode';
import { type OfGroup, groupOf } from '../../prompts/resource/pickGroup.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const showResourceGroup = defineCommand({
  id: 'iotHub.showResourceGroup',
  title: vscode.l10n.t('Show Resource Group'),

  async run(services, node?: Partial<OfGroup>) {
    const target = await groupOf(services, node);
    if (!target) return;

    const { scope, groupName } = target;
    const title = vscode.l10n.t('Loading resource group {0}', groupName);
    const show = (signal: AbortSignal) => services.resourceGroups.show(scope, groupName, signal);
    await withProgress(services.waits, title, show, resourcesViewId);
  },
});
