import * as vscode from 'vscode';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { defineCommand } from '../command.ts';
import { setEnrollmentStatus } from './setEnrollmentStatus.ts';

export const disableEnrollment = defineCommand({
  id: 'iotHub.disableEnrollment',
  title: vscode.l10n.t('Disable Enrollment'),

  async run(services, node?: Partial<EnrollmentTarget>, selected?: readonly unknown[]) {
    await setEnrollmentStatus(services, 'disabled', node, selected);
  },
});
