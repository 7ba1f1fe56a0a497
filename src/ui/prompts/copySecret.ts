import * as vscode from 'vscode';
import type { Secret } from '../../domain/secret.ts';
import { confirm } from './confirm.ts';

/** What is copied, in the words of the question that is asked the first time, and where it is kept that it was asked. */
const kinds = {
  connectionString: {
    warnedKey: 'copySecret.warned',
    question: () => vscode.l10n.t('A connection string is a secret. Copy it?'),
    copied: (name: string) => vscode.l10n.t('Copied the connection string of {0}', name),
  },
  sasToken: {
    warnedKey: 'copySecret.warnedOfTokens',
    question: () => vscode.l10n.t('A SAS token is a secret until it expires. Copy it?'),
    copied: (name: string) => vscode.l10n.t('Copied a SAS token of {0}', name),
  },
  enrollmentKey: {
    warnedKey: 'copySecret.warnedOfKeys',
    question: () => vscode.l10n.t('A key is a secret. Copy it?'),
    copied: (name: string) => vscode.l10n.t('Copied the key of {0}', name),
  },
  containerAddress: {
    warnedKey: 'copySecret.warnedOfContainers',
    question: () => vscode.l10n.t('The address of a container with its SAS is a secret until it expires. Copy it?'),
    copied: (name: string) => vscode.l10n.t('Copied the address of {0} with its SAS', name),
  },
} as const;

type SecretKind = keyof typeof kinds;

/** Copies a secret; the first time it says what that is. */
export async function copySecret(
  context: vscode.ExtensionContext,
  name: string,
  secret: Secret,
  kind: SecretKind = 'connectionString',
): Promise<void> {
  if (!(await warnOnce(context, kind))) return;

  await vscode.env.clipboard.writeText(secret.reveal());
  vscode.window.setStatusBarMessage(kinds[kind].copied(name), 4_000);
}

async function warnOnce({ globalState }: vscode.ExtensionContext, kind: SecretKind): Promise<boolean> {
  const { warnedKey, question } = kinds[kind];
  if (globalState.get(warnedKey) === true) return true;

  const agreed = await confirm({
    question: question(),
    detail: vscode.l10n.t(
      'Whoever has it can act in its name. Clear the clipboard when you have pasted it. This is said once.',
    ),
    action: vscode.l10n.t('Copy'),
  });
  if (agreed) await globalState.update(warnedKey, true);
  return agreed;
}
