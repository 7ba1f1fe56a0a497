import * as vscode from 'vscode';
import { azureHubOf } from '../../prompts/azure/azureHubOf.ts';
import type { OfHub } from '../../prompts/pickHub.ts';
import { portalAddress } from '../../support/azure/azurePlace.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const openInPortal = defineCommand({
  id: 'iotHub.openInPortal',
  title: vscode.l10n.t('Open in Portal'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await azureHubOf(services, node);
    if (!hub) return;

    const { tenantId, resourceId } = hub.record;
    const portal = await withProgress(services.waits, vscode.l10n.t('Looking for the portal'), portalAddress);
    await vscode.env.openExternal(vscode.Uri.parse(`${portal}/#@${tenantId}/resource${resourceId}`));
  },
});
