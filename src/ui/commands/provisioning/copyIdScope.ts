import * as vscode from 'vscode';
import {
  type OfProvisioningService,
  provisioningServiceOf,
} from '../../prompts/provisioning/pickProvisioningService.ts';
import { defineCommand } from '../command.ts';

export const copyIdScope = defineCommand({
  id: 'iotHub.copyIdScope',
  title: vscode.l10n.t('Copy ID Scope'),

  async run(services, node?: Partial<OfProvisioningService>) {
    const service = await provisioningServiceOf(services, node);
    if (!service) return;

    if (service.idScope === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The ID scope of {0} is not known. Add the service again, with its ID scope.', service.name),
      );
      return;
    }
    await vscode.env.clipboard.writeText(service.idScope);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', service.idScope), 4_000);
  },
});
