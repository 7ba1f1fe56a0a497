import * as vscode from 'vscode';
import { statementAt } from '../../domain/query/statements.ts';
import { queryLanguageId } from '../editors/query/queryLanguageId.ts';
import type { QueryPlace } from '../editors/query/queryLenses.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { Services } from '../support/services.ts';
import { hubOf } from './pickHub.ts';
import { pickQuery } from './pickQuery.ts';

/** A query that a command is about: a node of the tree is one, and so is what stands in a document. */
export interface QueryTarget {
  readonly hub: Hub;
  readonly text: string;
  /** What people call it. */
  readonly title: string;
  /** Where it came from; stays the same when it is run again. */
  readonly source: string;
}

/** What a command for queries can be given: a node, or what a lens gives. */
export type QueryArgument = Partial<QueryTarget> | QueryPlace;

/** The query that is given, or the one at the cursor, or one of the saved and recent ones that the person picks. */
export async function queryTarget(services: Services, given: QueryArgument = {}): Promise<QueryTarget | undefined> {
  if (isTarget(given)) return given;
  if ('uri' in given) return atPlace(services, await vscode.workspace.openTextDocument(given.uri), given.offset);

  const editor = vscode.window.activeTextEditor;
  if (!given.hub && editor?.document.languageId === queryLanguageId) {
    return atPlace(services, editor.document, editor.document.offsetAt(editor.selection.active));
  }
  const hub = await hubOf(services, given);
  return hub && pickQuery(services, hub);
}

/** The hub on which the queries of a document run; asks for it once. */
async function queryHub(services: Services, uri: vscode.Uri): Promise<Hub | undefined> {
  const known = services.queryHubs.get(uri);
  if (known?.available) return known;

  const hub = await hubOf(services);
  if (hub) await services.queryHubs.set(uri, hub);
  return hub;
}

async function atPlace(
  services: Services,
  document: vscode.TextDocument,
  offset: number,
): Promise<QueryTarget | undefined> {
  const statement = statementAt(document.getText(), offset);
  if (!statement) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no query in this document yet.'));
    return undefined;
  }
  const hub = await queryHub(services, document.uri);
  const title = document.uri.path.split('/').at(-1) ?? '';
  return hub && { hub, text: statement.text, title, source: document.uri.toString() };
}

function isTarget(given: QueryArgument): given is QueryTarget {
  return 'hub' in given && 'text' in given && 'title' in given && 'source' in given;
}
