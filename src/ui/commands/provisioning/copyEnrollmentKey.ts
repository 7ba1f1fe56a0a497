import * as vscode from 'vscode';
import { copySecret } from '../../prompts/copySecret.ts';
import { enrollmentTarget, enrollmentsWithKeys } from '../../prompts/provisioning/pickEnrollment.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { defineCommand } from '../command.ts';
import { readEnrollmentKeys } from './readEnrollmentKeys.ts';

export const copyEnrollmentKey = defineCommand({
  id: 'iotHub.copyEnrollmentKey',
  title: vscode.l10n.t('Copy Enrollment Key'),

  async run(services, node?: Partial<EnrollmentTarget>) {
    const target = await enrollmentTarget(services, node, enrollmentsWithKeys);
    if (!target) return;

    const { primaryKey } = await readEnrollmentKeys(services, target);
    await copySecret(services.context, target.address.id, primaryKey, 'enrollmentKey');
  },
});
