import * as vscode from 'vscode';
import { countIn, countQuery as countingQuery } from '../../../domain/query/derivedQueries.ts';
import { parseQuery } from '../../../domain/query/parseQuery.ts';
import { type QueryArgument, queryTarget } from '../../prompts/queryTarget.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const countQuery = defineCommand({
  id: 'iotHub.countQuery',
  title: vscode.l10n.t('Count Query Results'),

  async run(services, given?: QueryArgument) {
    const target = await queryTarget(services, given);
    if (!target) return;

    const text = countingQuery(parseQuery(target.text));
    if (text === undefined) {
      void vscode.window.showWarningMessage(vscode.l10n.t('A hub cannot count jobs.'));
      return;
    }
    const title = vscode.l10n.t('Counting on {0}', target.hub.name);
    const { items } = await withProgress(services.waits, title, async signal => {
      const { client } = await target.hub.connect();
      return client.query(text, { pageSize: 1 }, signal);
    });
    void vscode.window.showInformationMessage(countText(countIn(items), target.hub.name));
  },
});

function countText(count: number, hubName: string): string {
  return count === 1
    ? vscode.l10n.t('1 match on {0}.', hubName)
    : vscode.l10n.t('{0} matches on {1}.', count.toLocaleString(vscode.env.language), hubName);
}
