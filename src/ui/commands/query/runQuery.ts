import * as vscode from 'vscode';
import { type QueryArgument, queryTarget } from '../../prompts/queryTarget.ts';
import { defineCommand } from '../command.ts';

/** Shows the rows of a query; the page of the result runs it. */
export const runQuery = defineCommand({
  id: 'iotHub.runQuery',
  title: vscode.l10n.t('Run Query'),

  async run(services, given?: QueryArgument) {
    const target = await queryTarget(services, given);
    if (!target) return;

    const { hub, ...query } = target;
    services.queryResults.show(hub, { hubId: hub.id, text: query.text, title: query.title, source: query.source });
    await services.savedQueries.remember(hub, query.text);
  },
});
