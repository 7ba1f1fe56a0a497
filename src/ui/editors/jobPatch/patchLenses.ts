import * as vscode from 'vscode';

/** Above the patch of a job: the way on, and the way back. */
export const patchLenses: vscode.CodeLensProvider = {
  provideCodeLenses({ uri }): vscode.CodeLens[] {
    const start = new vscode.Range(0, 0, 0, 0);
    const lens = (command: string, title: string) =>
      new vscode.CodeLens(start, { command, title, arguments: [{ uri }] });

    return [
      lens('iotHub.continueNewJob', vscode.l10n.t('$(arrow-right) Continue New Job…')),
      lens('iotHub.stepBackNewJob', vscode.l10n.t('$(arrow-left) Back')),
    ];
  },
};
