import * as vscode from 'vscode';

/** Waits until something that the editor tells of by its events is so. */
export async function settles(isSo: () => boolean): Promise<void> {
  if (isSo()) return;

  await new Promise<void>(resolve => {
    const check = () => {
      if (!isSo()) return;
      listening.dispose();
      resolve();
    };
    const listening = vscode.Disposable.from(
      vscode.languages.onDidChangeDiagnostics(check),
      vscode.window.tabGroups.onDidChangeTabs(check),
    );
  });
}
