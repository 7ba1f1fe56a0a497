import * as vscode from 'vscode';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { defineCommand } from '../command.ts';

export const showStatistics = defineCommand({
  id: 'iotHub.showStatistics',
  title: vscode.l10n.t('Show Statistics'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    if (hub) services.statisticsPanels.show(hub);
  },
});
