import * as vscode from 'vscode';
import { enrollmentTargets } from '../../prompts/provisioning/pickEnrollment.ts';
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
  const targets = await enrollmentTargets(services, node, selected);
  if (targets.length === 0) return;

  const title =
    provisioningStatus === 'enabled' ? vscode.l10n.t('Enabling enrollments') : vscode.l10n.t('Disabling enrollments');
  await changeEnrollments(services, title, targets, (target, signal) =>
    changeDocument(services, target, document => ({ ...document, provisioningStatus }), signal),
  );
}
