import * as vscode from 'vscode';
import { isLoopback } from '../../../azure/endpoint.ts';
import { askAuthority } from '../../prompts/askAuthority.ts';
import { askConnectionString } from '../../prompts/askConnectionString.ts';
import { defineCommand } from '../command.ts';

export const addHub = defineCommand({
  id: 'iotHub.addHub',
  title: vscode.l10n.t('Add Hub'),

  async run({ hubs, hubTree }) {
    const connectionString = await askConnectionString({
      title: vscode.l10n.t('Add Hub'),
      prompt: vscode.l10n.t(
        'Connection string of a policy of the hub. It is kept in the secret storage of the editor.',
      ),
      placeHolder: 'HostName=…;SharedAccessKeyName=…;SharedAccessKey=…',
    });
    if (!connectionString) return;

    const caFile = isLoopback(connectionString.hostName) ? await askAuthority() : undefined;
    const hub = await hubs.add(connectionString, caFile);
    await hubTree.view.reveal(hubTree.nodeOf(hub), { expand: true });
  },
});
