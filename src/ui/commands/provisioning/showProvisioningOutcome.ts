import * as vscode from 'vscode';
import { enrolledDevices } from '../../prompts/provisioning/pickDevices.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { EnrollmentTarget, RegistrationTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { defineCommand } from '../command.ts';

/** A dry run: what becomes of a device, or of those of an enrollment, if they ask again now. Changes nothing. */
export const showProvisioningOutcome = defineCommand({
  id: 'iotHub.showProvisioningOutcome',
  title: vscode.l10n.t('What Would Happen'),

  async run(services, node?: Partial<EnrollmentTarget | RegistrationTarget>) {
    const devices = await enrolledDevices(services, vscode.l10n.t('Who asks again'), node);
    if (!devices) return;

    const { from, registrationId } = devices;
    await withProgress(
      services.waits,
      vscode.l10n.t('Looking at the devices of {0}', from.address.id),
      signal => services.outcomeDocuments.show(from, registrationId, signal),
      provisioningViewId,
    );
  },
});
