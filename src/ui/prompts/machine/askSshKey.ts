import { homedir } from 'node:os';
import { join } from 'node:path';
import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { sshKeyProblem } from '../../../domain/resources/sshKey.ts';
import { askFile } from '../askFile.ts';
import { askText } from '../askText.ts';
import { pickOne } from '../pickOne.ts';
import { back, type Place } from '../steps.ts';

/** Asks for the public key with which somebody signs in: of a file, or pasted. A private one is refused. */
export async function askSshKey(place: Place): Promise<string | typeof back | undefined> {
  const folder = join(homedir(), '.ssh');
  const files = (await entriesOf(folder)).filter(name => name.endsWith('.pub'));
  const choices = [
    ...files.map(name => ({ label: `$(key) ${name}`, description: folder, value: join(folder, name) })),
    { label: vscode.l10n.t('$(folder-opened) Choose a File…'), description: '', value: 'file' },
    { label: vscode.l10n.t('$(clippy) Paste a Public Key…'), description: '', value: 'paste' },
  ];
  const chosen = await pickOne(vscode.l10n.t('Public SSH key of whoever is to sign in'), choices, place);
  if (typeof chosen !== 'string') return chosen;
  if (chosen === 'paste') return paste(place, '');

  const title = vscode.l10n.t('Public SSH key');
  const question = { title, openLabel: vscode.l10n.t('Use'), filters: { [vscode.l10n.t('Public keys')]: ['pub'] } };
  const file = await askFile(question, chosen === 'file' ? undefined : chosen);
  if (!file) return back;
  const text = file.content.toString('utf8').trim();
  // A private key does not even come into the box.
  return sshKeyProblem(text) === undefined ? text : paste(place, '');
}

function paste(place: Place, value: string): Promise<string | typeof back | undefined> {
  const prompt = vscode.l10n.t('Public SSH key: one line that begins with ssh-ed25519, ssh-rsa or ecdsa-sha2-…');
  return askText({ prompt, value, problem }, place);
}

function problem(text: string): string | undefined {
  switch (sshKeyProblem(text.trim())) {
    case 'private':
      return vscode.l10n.t(
        'This is a private key: it stays with you. Paste the public one, of the file that ends with .pub.',
      );
    case 'format':
      return vscode.l10n.t('One line that begins with ssh-ed25519, ssh-rsa or ecdsa-sha2-nistp256, 384 or 521.');
    case undefined:
      return undefined;
  }
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
