import * as vscode from 'vscode';
import type { HubTree } from '../../tree/hubTree.ts';
import type { QueryHubs } from '../../support/query/queryHubs.ts';
import { QueryCompletions } from './queryCompletions.ts';
import { QueryDiagnostics } from './queryDiagnostics.ts';
import { QueryHovers } from './queryHovers.ts';
import { queryLanguageId } from './queryLanguageId.ts';
import { QueryLenses } from './queryLenses.ts';

/** What documents of queries can do in the editor, besides their colours. Nothing of it asks a hub. */
export class QueryLanguage implements vscode.Disposable {
  readonly #registrations: vscode.Disposable;

  constructor({ hubTree, queryHubs }: { readonly hubTree: HubTree; readonly queryHubs: QueryHubs }) {
    const completions = new QueryCompletions(queryHubs, hub => hubTree.nodeOf(hub).devices.twins);

    this.#registrations = vscode.Disposable.from(
      new QueryDiagnostics(queryLanguageId),
      vscode.languages.registerCompletionItemProvider(queryLanguageId, completions, '.', '['),
      vscode.languages.registerHoverProvider(queryLanguageId, new QueryHovers()),
      vscode.languages.registerCodeLensProvider(queryLanguageId, new QueryLenses(queryHubs)),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}
