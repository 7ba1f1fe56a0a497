import * as vscode from 'vscode';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { defineCommand } from '../command.ts';
import { setEnrollmentStatus } from './setEnrollmentStatus.ts';

export const enableEnrollment = defineCommand({
  id: 'iotHub.enableEnrollment',
  title: vscode.l10n.t('Enable Enrollment'),

  async run(services, node?: Partial<EnrollmentTarget>, selected?: readonly unknown[]) {
    await setEnrollmentStatus(services, 'enabled', node, selected);
  },
});
