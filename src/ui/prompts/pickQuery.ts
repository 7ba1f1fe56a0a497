import * as vscode from 'vscode';
import { savedQueryUri } from '../editors/savedQueryFiles.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { SavedQuery } from '../support/query/savedQueries.ts';
import type { Services } from '../support/services.ts';
import type { QueryTarget } from './queryTarget.ts';
import { pick } from './question.ts';

/** Of a query that has no name, in characters. */
const longestTitle = 40;

/** Asks for a saved query or one that ran on `hub` not long ago. */
export async function pickQuery(
  { savedQueries }: Pick<Services, 'savedQueries'>,
  hub: Hub,
): Promise<QueryTarget | undefined> {
  const targets = [
    ...savedQueries.list().map(query => savedTarget(hub, query)),
    ...savedQueries.recent(hub).map(text => recentTarget(hub, text)),
  ];
  if (targets.length === 0) {
    const create = vscode.l10n.t('New Query');
    const text = vscode.l10n.t('No query was saved or run yet.');
    if (await vscode.window.showInformationMessage(text, create)) {
      await vscode.commands.executeCommand('iotHub.newQuery', { hub });
    }
    return undefined;
  }

  const items = targets.map(target => ({ label: target.title, detail: oneLine(target.text), target }));
  const options = { placeHolder: vscode.l10n.t('Query'), matchOnDetail: true };
  return (await pick(items, options))?.target;
}

/** Asks for a saved query. */
export async function pickSavedQuery({
  savedQueries,
}: Pick<Services, 'savedQueries'>): Promise<SavedQuery | undefined> {
  const items = savedQueries.list().map(query => ({ label: query.name, detail: oneLine(query.text), query }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No query is saved yet. Write one and choose Save Query….'),
    );
    return undefined;
  }
  const options = { placeHolder: vscode.l10n.t('Saved query'), matchOnDetail: true };
  return (await pick(items, options))?.query;
}

export function savedTarget(hub: Hub, { name, text }: SavedQuery): QueryTarget {
  return { hub, text, title: name, source: savedQueryUri(name).toString() };
}

export function recentTarget(hub: Hub, text: string): QueryTarget {
  return { hub, text, title: shortened(oneLine(text)), source: `recent/${hub.id}` };
}

function shortened(text: string): string {
  return text.length > longestTitle ? `${text.slice(0, longestTitle)}…` : text;
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
