import * as vscode from 'vscode';
import { type EnrollmentChoice, enrollmentTargets } from '../../prompts/provisioning/pickEnrollment.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import type { Services } from '../../support/services.ts';
import { changeDocument } from '../../support/provisioning/changeDocument.ts';
import { changeEnrollments } from './changeEnrollments.ts';

/** Lets the devices of enrollments be provisioned, or not. Devices that have a hub stay connected to it. */
export async function setEnrollmentStatus(
  services: Services,
  provisioningStatus: 'enabled' | 'disabled',
  node?: Partial<EnrollmentTarget>,
  selected?: readonly unknown[],
): Promise<void> {
  const targets = await enrollmentTargets(services, node, selected, choiceFor(provisioningStatus));
  if (targets.length === 0) return;

  const title =
    provisioningStatus === 'enabled' ? vscode.l10n.t('Enabling enrollments') : vscode.l10n.t('Disabling enrollments');
  await changeEnrollments(services, title, targets, (target, signal) =>
    changeDocument(services, target, document => ({ ...document, provisioningStatus }), signal),
  );
}

/** Those that are not so yet. */
function choiceFor(status: 'enabled' | 'disabled'): EnrollmentChoice {
  return {
    fits: ({ provisioningStatus }) => provisioningStatus !== status,
    none: name =>
      status === 'enabled'
        ? vscode.l10n.t('{0} has no enrollment that is disabled.', name)
        : vscode.l10n.t('{0} has no enrollment that is enabled.', name),
  };
}
