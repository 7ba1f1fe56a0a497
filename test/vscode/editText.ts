import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Writes `to` where `from` first stands in a document, which has it, without saving. */
export async function editText(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const offset = document.getText().indexOf(from);
  assert.ok(offset >= 0, `${from} is not in ${document.getText()}`);
  const change = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + from.length));
  change.replace(document.uri, range, to);
  assert.ok(await vscode.workspace.applyEdit(change));
}

/** What the extension says is wrong in a document. */
export function marksIn(document: vscode.TextDocument): readonly string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'IoT Hub')
    .map(({ message }) => message);
}
