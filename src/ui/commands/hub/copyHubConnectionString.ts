import * as vscode from 'vscode';
import { printHubConnectionString } from '../../../domain/printHubConnectionString.ts';
import { copySecret } from '../../prompts/copySecret.ts';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { defineCommand } from '../command.ts';

export const copyHubConnectionString = defineCommand({
  id: 'iotHub.copyHubConnectionString',
  title: vscode.l10n.t('Copy Hub Connection String'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    if (!hub) return;

    const connectionString = await hub.connectionString();
    if (connectionString) await copySecret(services.context, hub.name, printHubConnectionString(connectionString));
  },
});
