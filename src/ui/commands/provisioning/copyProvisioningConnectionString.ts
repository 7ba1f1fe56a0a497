import * as vscode from 'vscode';
import { printHubConnectionString } from '../../../domain/printHubConnectionString.ts';
import { copySecret } from '../../prompts/copySecret.ts';
import {
  type OfProvisioningService,
  provisioningServiceOf,
} from '../../prompts/provisioning/pickProvisioningService.ts';
import { defineCommand } from '../command.ts';

export const copyProvisioningConnectionString = defineCommand({
  id: 'iotHub.copyProvisioningConnectionString',
  title: vscode.l10n.t('Copy Provisioning Connection String'),

  async run(services, node?: Partial<OfProvisioningService>) {
    const service = await provisioningServiceOf(services, node);
    if (!service) return;

    const connectionString = await service.connectionString();
    if (connectionString) await copySecret(services.context, service.name, printHubConnectionString(connectionString));
  },
});
