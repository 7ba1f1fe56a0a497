import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { FileProblem } from '../support/fileProblem.ts';

export interface FileQuestion {
  readonly title: string;
  readonly openLabel: string;
  /** By what they are called: `{ Certificates: ['pem', 'cer'] }`. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

/** A file that was chosen, and what is in it. */
export interface ChosenFile {
  readonly path: string;
  readonly content: Buffer;
}

/**
 * Asks for a file and reads it.
 * @param given its path, if it is known already.
 * @throws FileProblem
 */
export async function askFile(question: FileQuestion, given?: string): Promise<ChosenFile | undefined> {
  const path = given ?? (await askPath(question));
  if (path === undefined) return undefined;

  try {
    return { path, content: await readFile(path) };
  } catch (cause) {
    throw new FileProblem('read', path, cause);
  }
}

async function askPath({ title, openLabel, filters }: FileQuestion): Promise<string | undefined> {
  const all = { ...filters, [vscode.l10n.t('All files')]: ['*'] };
  const mutable = Object.fromEntries(Object.entries(all).map(([name, extensions]) => [name, [...extensions]]));
  const [file] = (await vscode.window.showOpenDialog({ title, openLabel, filters: mutable })) ?? [];
  return file?.fsPath;
}

/** Asks for a certificate: PEM as it is, DER as base64. */
export async function askCertificate(
  title: string,
  openLabel: string,
  given?: string,
): Promise<ChosenCertificate | undefined> {
  const filters = { [vscode.l10n.t('Certificates')]: ['pem', 'crt', 'cer'] };
  const file = await askFile({ title, openLabel, filters }, given);
  if (!file) return undefined;

  const text = file.content.toString('latin1');
  return { path: file.path, certificate: text.includes('-----BEGIN') ? text : file.content.toString('base64') };
}

export interface ChosenCertificate {
  readonly path: string;
  /** PEM, or base64 of DER. */
  readonly certificate: string;
}
