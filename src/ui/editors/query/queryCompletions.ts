import * as vscode from 'vscode';
import type { DeviceTwin } from '../../../domain/device.ts';
import { type QueryCompletion, completionsAt } from '../../../domain/query/completions.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { QueryHubs } from '../../support/query/queryHubs.ts';
import { functionSignature, describeFunction, describeProperty } from './queryWords.ts';

/** Twins that are looked through for names: enough to know a fleet, and done between two keystrokes. */
const twinsLookedAt = 500;

/** Completes queries from what the tree has loaded. */
export class QueryCompletions implements vscode.CompletionItemProvider {
  constructor(
    private readonly hubs: QueryHubs,
    private readonly twinsOf: (hub: Hub) => readonly DeviceTwin[],
  ) {}

  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    const hub = this.hubs.get(document.uri);
    const twins = hub ? this.twinsOf(hub).slice(0, twinsLookedAt) : [];

    return completionsAt(document.getText(), document.offsetAt(position), twins).map((completion, index) =>
      toItem(completion, index, escapedStart(document, position)),
    );
  }
}

function toItem(completion: QueryCompletion, index: number, escaped: vscode.Range | undefined): vscode.CompletionItem {
  const { kind, name, text = name } = completion;
  const item = new vscode.CompletionItem(name, itemKinds[kind]);
  item.sortText = String(index).padStart(4, '0');
  item.insertText = kind === 'function' ? new vscode.SnippetString(`${name}($0)`) : text;
  if (name === 'COUNT') item.insertText = 'COUNT()';
  else if (kind === 'aggregate') item.insertText = new vscode.SnippetString(`${name}($0)`);
  if (escaped) {
    item.range = escaped;
    item.filterText = text;
  }
  const detail = detailOf(completion);
  if (detail !== undefined) item.detail = detail;
  return item;
}

/** The `[[name` that is being written, to be replaced as a whole. */
function escapedStart(document: vscode.TextDocument, position: vscode.Position): vscode.Range | undefined {
  return document.getWordRangeAtPosition(position, /\[\[[^\]\n]*(?:\]\])?/);
}

function detailOf({ kind, name, kinds }: QueryCompletion): string | undefined {
  if (kinds) return kinds.join(', ');
  if (kind === 'function' || kind === 'aggregate') return `${functionSignature(name)}: ${describeFunction(name) ?? ''}`;
  return kind === 'property' ? describeProperty(name) : undefined;
}

const itemKinds: Readonly<Record<QueryCompletion['kind'], vscode.CompletionItemKind>> = {
  keyword: vscode.CompletionItemKind.Keyword,
  collection: vscode.CompletionItemKind.Module,
  function: vscode.CompletionItemKind.Function,
  aggregate: vscode.CompletionItemKind.Function,
  property: vscode.CompletionItemKind.Field,
};
