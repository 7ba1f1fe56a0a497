import * as vscode from 'vscode';
import { enrollmentTarget } from '../../prompts/provisioning/pickEnrollment.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { defineCommand } from '../command.ts';

export const editEnrollment = defineCommand({
  id: 'iotHub.editEnrollment',
  title: vscode.l10n.t('Edit Enrollment'),

  async run(services, node?: Partial<EnrollmentTarget>) {
    const target = await enrollmentTarget(services, node);
    if (!target) return;

    const title = vscode.l10n.t('Reading {0}', target.address.id);
    const { enrollmentDocuments, waits } = services;
    await withProgress(waits, title, signal => enrollmentDocuments.show(target, signal), provisioningViewId);
  },
});
