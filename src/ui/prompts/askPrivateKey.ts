import * as vscode from 'vscode';
import { isLocked, type PrivateKeyFile } from '../../certificates/privateKeyFile.ts';
import { Secret } from '../../domain/secret.ts';
import { askFile } from './askFile.ts';
import { askLine } from './question.ts';

/** Asks for the file of a private key and, if it is locked, for what unlocks it. @param given the file, if it is known already. */
export async function askPrivateKey(title: string, given?: string): Promise<PrivateKeyFile | undefined> {
  const question = {
    title,
    openLabel: vscode.l10n.t('Use Once'),
    filters: { [vscode.l10n.t('Private keys')]: ['pem', 'key'] },
  };
  const file = await askFile(question, given);
  if (!file) return undefined;

  const pem = new Secret(file.content.toString('utf8'));
  if (!isLocked(pem)) return { pem };
  const passphrase = await askLine({
    title,
    prompt: vscode.l10n.t('Passphrase that unlocks the key'),
    password: true,
  });
  return passphrase === undefined ? undefined : { pem, passphrase: new Secret(passphrase) };
}
