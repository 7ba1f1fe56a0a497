import * as vscode from 'vscode';
import { azureHubOf } from '../../prompts/azure/azureHubOf.ts';
import type { OfHub } from '../../prompts/pickHub.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const showHubProperties = defineCommand({
  id: 'iotHub.showHubProperties',
  title: vscode.l10n.t('Show Hub Properties'),

  async run({ hubProperties, ...services }, node?: Partial<OfHub>) {
    const hub = await azureHubOf({ hubProperties, ...services }, node);
    if (!hub) return;

    const title = vscode.l10n.t('Loading the properties of {0}', hub.name);
    await withProgress(services.waits, title, signal => hubProperties.show(hub, signal));
  },
});
