import * as vscode from 'vscode';
import { isLoopback } from '../../../azure/endpoint.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../../domain/connectionString.ts';
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

    const caFile = isLoopback(parsed.hostName) ? await askCaFile() : undefined;
    const hub = await hubs.add(parsed, caFile);
    await hubTree.view.reveal(hubTree.nodeOf(hub), { expand: true });
  },
});

/** A hub that somebody started in a terminal signs its certificate itself. */
async function askCaFile(): Promise<string | undefined> {
  const title = vscode.l10n.t('Authority of the hub on this machine (the caFile that it prints)');
  const files = await vscode.window.showOpenDialog({ title, filters: { [vscode.l10n.t('Certificates')]: ['pem'] } });
  return files?.[0]?.fsPath;
}
