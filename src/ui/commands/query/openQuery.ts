import * as vscode from 'vscode';
import type { Hub } from '../../support/hub/hub.ts';
import type { Services } from '../../support/services.ts';

/** Shows a document of queries, which run on `hub` if one is given. The cursor stands at its end. */
export async function openQuery(
  { queryHubs }: Pick<Services, 'queryHubs'>,
  document: vscode.TextDocument,
  hub?: Hub,
): Promise<void> {
  if (hub) await queryHubs.set(document.uri, hub);
  const end = document.positionAt(document.getText().trimEnd().length);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(end, end) });
}
