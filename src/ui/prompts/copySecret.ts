import * as vscode from 'vscode';
import type { Secret } from '../../domain/secret.ts';
import { confirm } from './confirm.ts';

const warnedKey = 'copySecret.warned';

/** Copies a connection string; the first time it says what that is. */
export async function copySecret(context: vscode.ExtensionContext, name: string, secret: Secret): Promise<void> {
  if (!(await warnOnce(context))) return;

  await vscode.env.clipboard.writeText(secret.reveal());
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the connection string of {0}', name), 4_000);
}

async function warnOnce({ globalState }: vscode.ExtensionContext): Promise<boolean> {
  if (globalState.get(warnedKey) === true) return true;

  const agreed = await confirm({
    question: vscode.l10n.t('A connection string is a secret. Copy it?'),
    detail: vscode.l10n.t(
      'Whoever has it can act in its name. Clear the clipboard when you have pasted it. This is said once.',
    ),
    action: vscode.l10n.t('Copy'),
  });
  if (agreed) await globalState.update(warnedKey, true);
  return agreed;
}
