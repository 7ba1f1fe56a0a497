import * as vscode from 'vscode';
import type { IdentityDraft } from '../prompts/askIdentity.ts';

/** Says where the certificate is that was made for a new device or module; nothing if none was made. */
export function tellCertificate({ id, signIn }: IdentityDraft): void {
  if (signIn.kind !== 'newCertificate') return;

  const { certificate, privateKey } = signIn.files;
  const text = vscode.l10n.t('{0} signs in with {1} and its key {2}, for a year.', id, certificate, privateKey);
  void vscode.window.showInformationMessage(text);
}
