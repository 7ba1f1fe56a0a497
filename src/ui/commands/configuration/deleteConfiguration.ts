import * as vscode from 'vscode';
import type { ConfigurationTarget } from '../../editors/configuration/configurationTarget.ts';
import { confirm } from '../../prompts/confirm.ts';
import { configurationOf } from '../../prompts/pickConfiguration.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const deleteConfiguration = defineCommand({
  id: 'iotHub.deleteConfiguration',
  title: vscode.l10n.t('Delete Configuration'),

  async run(services, node?: Partial<ConfigurationTarget>) {
    const target = await configurationOf(services, node);
    if (!target) return;

    const { hub, configurationId } = target;
    const agreed = await confirm({
      question: vscode.l10n.t('Delete configuration "{0}"?', configurationId),
      detail: vscode.l10n.t(
        "Devices that it targets follow the next configuration by priority that targets them. This can't be undone.",
      ),
      action: vscode.l10n.t('Delete'),
    });
    if (!agreed) return;

    await withProgress(services.waits, vscode.l10n.t('Deleting {0}', configurationId), async signal => {
      const { client } = await hub.connect();
      await client.configurations.delete(configurationId, signal);
    });
    services.hubTree.refresh(services.hubTree.nodeOf(hub).configurations);
  },
});
