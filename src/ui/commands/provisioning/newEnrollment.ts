import * as vscode from 'vscode';
import type { OfProvisioningService } from '../../prompts/provisioning/pickProvisioningService.ts';
import { defineCommand } from '../command.ts';
import { createAskedEnrollment } from './createAskedEnrollment.ts';

export const newEnrollment = defineCommand({
  id: 'iotHub.newEnrollment',
  title: vscode.l10n.t('New Enrollment'),

  async run(services, node?: Partial<OfProvisioningService>) {
    await createAskedEnrollment(services, 'individual', node);
  },
});
