import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import { pickRegistration } from '../../prompts/provisioning/pickRegistration.ts';
import { type RegistrationTarget, isRegistration } from '../../support/provisioning/enrollmentTarget.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const deleteRegistration = defineCommand({
  id: 'iotHub.deleteRegistration',
  title: vscode.l10n.t('Delete Registration'),

  async run(services, node?: Partial<RegistrationTarget>) {
    const target = isRegistration(node) ? node : await pickRegistration(services);
    if (!target) return;

    const { service, registrationId } = target;
    const agreed = await confirm({
      question: vscode.l10n.t('Delete the registration "{0}"?', registrationId),
      detail: vscode.l10n.t(
        'The service forgets on which hub the device is. The device stays there; when it asks again, it gets a hub as if for the first time.',
      ),
      action: vscode.l10n.t('Delete'),
    });
    if (!agreed) return;

    await withProgress(
      services.waits,
      vscode.l10n.t('Deleting {0}', registrationId),
      async signal => {
        const { client } = await service.connect();
        await client.deleteRegistration(registrationId, signal);
      },
      provisioningViewId,
    );
    services.provisioningTree.refresh(services.provisioningTree.nodeOf(service));
  },
});
