import * as vscode from 'vscode';
import { isLoopback } from '../../../azure/endpoint.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../../domain/connectionString.ts';
import { askAuthority } from '../../prompts/askAuthority.ts';
import { connectionStringProblem } from '../../prompts/connectionStringProblem.ts';
import { defineCommand } from '../command.ts';

export const addHub = defineCommand({
  id: 'iotHub.addHub',
  title: vscode.l10n.t('Add Hub'),

  async run({ hubs, hubTree }) {
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Add Hub'),
      prompt: vscode.l10n.t(
        'Connection string of a policy of the hub. It is kept in the secret storage of the editor.',
      ),
      placeHolder: 'HostName=…;SharedAccessKeyName=…;SharedAccessKey=…',
      password: true,
      ignoreFocusOut: true,
      validateInput: value => (value === '' ? undefined : connectionStringProblem(value)),
    });
    const parsed = text === undefined ? undefined : parseHubConnectionString(text);
    if (!parsed || !isHubConnectionString(parsed)) return;

    const caFile = isLoopback(parsed.hostName) ? await askAuthority() : undefined;
    const hub = await hubs.add(parsed, caFile);
    await hubTree.view.reveal(hubTree.nodeOf(hub), { expand: true });
  },
});
