import * as vscode from 'vscode';
import type { OfProvisioningService } from '../../prompts/provisioning/pickProvisioningService.ts';
import { defineCommand } from '../command.ts';
import { createAskedEnrollment } from './createAskedEnrollment.ts';

export const newEnrollmentGroup = defineCommand({
  id: 'iotHub.newEnrollmentGroup',
  title: vscode.l10n.t('New Enrollment Group'),

  async run(services, node?: Partial<OfProvisioningService>) {
    await createAskedEnrollment(services, 'group', node);
  },
});
