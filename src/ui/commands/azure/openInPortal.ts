import * as vscode from 'vscode';
import { type OfPortalPage, portalPageOf } from '../../prompts/azure/portalPageOf.ts';
import { portalAddress } from '../../support/azure/azurePlace.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const openInPortal = defineCommand({
  id: 'iotHub.openInPortal',
  title: vscode.l10n.t('Open in Portal'),

  async run(services, node?: Partial<OfPortalPage>) {
    const page = await portalPageOf(services, node);
    if (!page) return;

    const portal = await withProgress(services.waits, vscode.l10n.t('Looking for the portal'), portalAddress);
    await vscode.env.openExternal(vscode.Uri.parse(`${portal}/#@${page.tenantId}/resource${page.resourceId}`));
  },
});
