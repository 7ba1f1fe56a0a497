import * as vscode from 'vscode';

/** The document at an address, if the editor has it open. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const address = uri.toString();
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === address);
}

/** True if the document has changes that are not saved. */
export function isDirty(uri: vscode.Uri): boolean {
  return openDocument(uri)?.isDirty ?? false;
}

/** Puts `text` in the place of all that a document has; undo brings it back. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  edit.replace(document.uri, all, text);
  await vscode.workspace.applyEdit(edit);
}
