import * as vscode from 'vscode';

/** A person who answers one of the editor's own dialogs in this way, until it is disposed. */
export function instead(
  name: 'showOpenDialog' | 'showSaveDialog' | 'showInputBox',
  answer: () => Promise<unknown>,
): Disposable {
  const original = vscode.window[name];
  Object.assign(vscode.window, { [name]: answer });
  return { [Symbol.dispose]: () => void Object.assign(vscode.window, { [name]: original }) };
}
