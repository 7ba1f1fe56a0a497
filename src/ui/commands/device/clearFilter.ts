import * as vscode from 'vscode';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { defineCommand } from '../command.ts';

export const clearFilter = defineCommand({
  id: 'iotHub.clearFilter',
  title: vscode.l10n.t('Clear Filter'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    if (hub) await services.deviceFilters.set(hub, {});
  },
});
