import * as vscode from 'vscode';
import { isLoopback } from '../../../azure/endpoint.ts';
import { askAuthority } from '../../prompts/askAuthority.ts';
import { askConnectionString } from '../../prompts/askConnectionString.ts';
import { askLine } from '../../prompts/question.ts';
import { defineCommand } from '../command.ts';

export const addProvisioningService = defineCommand({
  id: 'iotHub.addProvisioningService',
  title: vscode.l10n.t('Add Provisioning Service'),

  async run({ provisioningServices, provisioningTree }) {
    const connectionString = await askConnectionString({
      title: vscode.l10n.t('Add Provisioning Service'),
      prompt: vscode.l10n.t(
        'Connection string of a policy of the service. It is kept in the secret storage of the editor.',
      ),
      placeHolder: 'HostName=….azure-devices-provisioning.net;SharedAccessKeyName=…;SharedAccessKey=…',
    });
    if (!connectionString) return;

    const idScope = await askIdScope();
    if (idScope === undefined) return;
    const caFile = isLoopback(connectionString.hostName) ? await askAuthority() : undefined;
    const service = await provisioningServices.add(connectionString, {
      ...(idScope === '' ? {} : { idScope }),
      ...(caFile === undefined ? {} : { caFile }),
    });
    await provisioningTree.view.reveal(provisioningTree.nodeOf(service), { expand: true });
  },
});

/** The service's own interface does not tell it. */
function askIdScope(): Thenable<string | undefined> {
  return askLine({
    title: vscode.l10n.t('Add Provisioning Service'),
    prompt: vscode.l10n.t(
      'ID scope, as the overview of the service shows it: simulated devices need it. Nothing for none.',
    ),
    placeHolder: '0ne00000000',
    validateInput: text =>
      text === '' || /^[a-z0-9]{1,32}$/i.test(text) ? undefined : vscode.l10n.t('Letters and digits: 0ne00000000.'),
  });
}
