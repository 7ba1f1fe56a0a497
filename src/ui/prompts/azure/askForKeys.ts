import * as vscode from 'vscode';
import { confirm } from '../confirm.ts';

/** Asks before the keys of a hub are read, because a token did not do. */
export function askForKeys(hub: string, account: string): Promise<boolean> {
  return confirm({
    question: vscode.l10n.t('Use the keys of "{0}"?', hub),
    detail: vscode.l10n.t(
      '{0} does not get in with a token of Entra ID. With your agreement, the keys of its shared access policies are read with the account {1} and kept in memory; each request shows the one with the fewest rights that are enough. Without it, ask for a role on the hub.',
      hub,
      account,
    ),
    action: vscode.l10n.t('Use Keys'),
  });
}
