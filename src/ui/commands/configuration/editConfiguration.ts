import * as vscode from 'vscode';
import type { ConfigurationTarget } from '../../editors/configuration/configurationTarget.ts';
import { configurationOf } from '../../prompts/pickConfiguration.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const editConfiguration = defineCommand({
  id: 'iotHub.editConfiguration',
  title: vscode.l10n.t('Edit Configuration'),

  async run(services, node?: Partial<ConfigurationTarget>) {
    const target = await configurationOf(services, node);
    if (!target) return;

    const title = vscode.l10n.t('Reading {0}', target.configurationId);
    await withProgress(services.waits, title, signal => services.configurationDocuments.show(target, signal));
  },
});
