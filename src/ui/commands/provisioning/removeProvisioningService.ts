import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import {
  type OfProvisioningService,
  pickProvisioningService,
} from '../../prompts/provisioning/pickProvisioningService.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import { defineCommand } from '../command.ts';

export const removeProvisioningService = defineCommand({
  id: 'iotHub.removeProvisioningService',
  title: vscode.l10n.t('Remove Provisioning Service'),

  async run({ provisioningServices, enrollmentCertificates }, node?: Partial<OfProvisioningService>) {
    const service = node?.service ?? (await pickOwnService(provisioningServices.own()));
    if (!service) return;

    const agreed = await confirm({
      question: vscode.l10n.t('Remove provisioning service "{0}" from the list?', service.name),
      detail:
        service.kind === 'local'
          ? vscode.l10n.t(
              'Its enrollments stay on this machine: a new local one of this name has them again. It serves until the local hub stops.',
            )
          : vscode.l10n.t('Its connection string is forgotten here. The service itself stays as it is.'),
      action: vscode.l10n.t('Remove'),
    });
    if (!agreed) return;
    await provisioningServices.remove(service);
    // A local one has its enrollments again when it is made anew, and their certificates with them.
    if (service.kind !== 'local') await enrollmentCertificates.forgetAll(service);
  },
});

async function pickOwnService(own: readonly ProvisioningService[]): Promise<ProvisioningService | undefined> {
  if (own.length > 0) return pickProvisioningService(own);

  void vscode.window.showInformationMessage(
    vscode.l10n.t('The list has no local provisioning service, and none that was added.'),
  );
  return undefined;
}
