import * as vscode from 'vscode';
import { enrollmentTarget } from '../../prompts/provisioning/pickEnrollment.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import {
  type EnrollmentTarget,
  type RegistrationTarget,
  enrollmentOf,
  isRegistration,
} from '../../support/provisioning/enrollmentTarget.ts';
import { defineCommand } from '../command.ts';

/** A dry run: what becomes of a device, or of those of an enrollment, if they ask again now. Changes nothing. */
export const showProvisioningOutcome = defineCommand({
  id: 'iotHub.showProvisioningOutcome',
  title: vscode.l10n.t('What Would Happen'),

  async run(services, node?: Partial<EnrollmentTarget | RegistrationTarget>) {
    const device = isRegistration(node) ? node : undefined;
    const target = device ? enrollmentOf(device) : await enrollmentTarget(services, node as Partial<EnrollmentTarget>);
    if (!target) return;

    await withProgress(
      services.waits,
      vscode.l10n.t('Looking at the devices of {0}', target.address.id),
      signal => services.outcomeDocuments.show(target, device?.registrationId, signal),
      provisioningViewId,
    );
  },
});
