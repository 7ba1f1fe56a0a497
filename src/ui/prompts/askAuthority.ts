import * as vscode from 'vscode';

/** Asks for the authority of what somebody started in a terminal: it signs its certificate itself. */
export async function askAuthority(): Promise<string | undefined> {
  const title = vscode.l10n.t('Authority of the hub on this machine (the caFile that it prints)');
  const files = await vscode.window.showOpenDialog({ title, filters: { [vscode.l10n.t('Certificates')]: ['pem'] } });
  return files?.[0]?.fsPath;
}
