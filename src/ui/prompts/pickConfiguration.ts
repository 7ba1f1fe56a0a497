import * as vscode from 'vscode';
import type { ConfigurationTarget } from '../editors/configuration/configurationTarget.ts';
import { withProgress } from '../support/progress.ts';
import type { Services } from '../support/services.ts';
import { configurationWords } from '../tree/configurationWords.ts';
import { hubOf } from './pickHub.ts';
import { pick } from './question.ts';

/** The configuration of `node`, or the one that the person picks. */
export async function configurationOf(
  services: Services,
  node?: Partial<ConfigurationTarget>,
): Promise<ConfigurationTarget | undefined> {
  if (node?.hub && node.configurationId !== undefined) return { hub: node.hub, configurationId: node.configurationId };
  const hub = await hubOf(services, node);
  if (!hub) return undefined;

  const all = await withProgress(services.waits, vscode.l10n.t('Loading configurations'), async signal => {
    const { client } = await hub.connect();
    return client.configurations.list(signal);
  });
  if (all.length === 0) {
    const create = vscode.l10n.t('New Configuration…');
    const text = vscode.l10n.t('{0} has no configuration yet.', hub.name);
    if ((await vscode.window.showInformationMessage(text, create)) === create) {
      await vscode.commands.executeCommand('iotHub.newConfiguration', { hub });
    }
    return undefined;
  }
  const items = all.map(configuration => ({
    label: configuration.id,
    description: configurationWords(configuration),
  }));
  const picked = await pick(items, { placeHolder: vscode.l10n.t('Configuration of {0}', hub.name) });
  return picked && { hub, configurationId: picked.label };
}
