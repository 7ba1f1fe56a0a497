import * as vscode from 'vscode';
import { queryFilter } from '../../../domain/deviceFilter.ts';
import { parseQuery } from '../../../domain/query/parseQuery.ts';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { pickQuery } from '../../prompts/pickQuery.ts';
import { QueryNode } from '../../tree/queryNode.ts';
import { defineCommand } from '../command.ts';

/** Shows in the tree only the devices that a saved or recent query selects. */
export const filterByQuery = defineCommand({
  id: 'iotHub.filterByQuery',
  title: vscode.l10n.t('Filter Devices by Query'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    const target = node instanceof QueryNode ? node : hub && (await pickQuery(services, hub));
    if (!hub || !target) return;

    const name = services.savedQueries.get(target.title)?.name;
    const filter = queryFilter(parseQuery(target.text), name);
    if (filter) await services.deviceFilters.set(hub, filter);
    else
      void vscode.window.showWarningMessage(vscode.l10n.t('Only a query FROM devices without groups can filter them.'));
  },
});
