import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { IdentityDraft } from '../../prompts/askIdentity.ts';

/** Says where the certificate is that was made for a new device or module; nothing if none was made. */
export async function tellCertificate({ signIn }: IdentityDraft): Promise<void> {
  if (signIn.kind !== 'newCertificate') return;

  const { certificate, privateKey } = signIn.files;
  const [files, folder] = [[certificate, privateKey].map(file => basename(file)), dirname(certificate)];
  const text = vscode.l10n.t('Saved {0} and {1} in {2}. They are good for a year.', ...files, folder);
  const copy = vscode.l10n.t('Copy Path');
  if ((await vscode.window.showInformationMessage(text, copy)) === copy) await vscode.env.clipboard.writeText(folder);
}
