import * as vscode from 'vscode';

/** Knows which saves a person did not ask for: a service would follow each value that is half typed. */
export class ManualSaves implements vscode.Disposable {
  readonly #byItself = new Set<string>();
  readonly #listening: vscode.Disposable;

  constructor() {
    this.#listening = vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
      if (reason === vscode.TextDocumentSaveReason.Manual) this.#byItself.delete(document.uri.toString());
      else this.#byItself.add(document.uri.toString());
    });
  }

  /** True once for a document that the editor is about to save although nobody asked for it. */
  isByItself(uri: vscode.Uri): boolean {
    return this.#byItself.delete(uri.toString());
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
