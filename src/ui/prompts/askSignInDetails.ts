import * as vscode from 'vscode';
import { checkSymmetricKey, normalThumbprint } from '../../domain/identityKeys.ts';
import { Secret } from '../../domain/secret.ts';
import { askCertificateFiles } from './askCertificateFiles.ts';
import type { CertificateFiles } from '../support/device/certificateFiles.ts';
import { askText } from './askText.ts';
import { type Step, askSteps } from './steps.ts';

/** How a new identity signs in, as a person chose it. */
export type SignInDraft =
  | { readonly kind: 'hubKeys' | 'authority' }
  | { readonly kind: 'ownKeys'; readonly primaryKey: Secret; readonly secondaryKey: Secret }
  | { readonly kind: 'newCertificate'; readonly files: CertificateFiles }
  | { readonly kind: 'thumbprints'; readonly primaryThumbprint: string; readonly secondaryThumbprint?: string };

/** Asks for what a way to sign in needs: keys, thumbprints, or where to save a certificate. */
export async function askSignInDetails(
  title: string,
  id: string,
  kind: SignInDraft['kind'],
): Promise<SignInDraft | undefined> {
  switch (kind) {
    case 'hubKeys':
    case 'authority':
      return { kind };
    case 'ownKeys':
      return askOwnKeys(title);
    case 'thumbprints':
      return askThumbprints(title);
    case 'newCertificate': {
      const files = await askCertificateFiles(id);
      return files && { kind, files };
    }
  }
}

interface Pair {
  readonly primary: string;
  readonly secondary: string;
}

const nothing: Pair = { primary: '', secondary: '' };

async function askOwnKeys(title: string): Promise<SignInDraft | undefined> {
  const hidden = { password: true, problem: keyProblem };
  const pair = await askSteps(title, nothing, [
    pairStep('primary', { ...hidden, prompt: vscode.l10n.t('Primary key, base64') }),
    pairStep('secondary', { ...hidden, prompt: vscode.l10n.t('Secondary key, base64') }),
  ]);
  if (!pair) return undefined;

  return { kind: 'ownKeys', primaryKey: new Secret(pair.primary), secondaryKey: new Secret(pair.secondary) };
}

async function askThumbprints(title: string): Promise<SignInDraft | undefined> {
  const pair = await askSteps(title, nothing, [
    pairStep('primary', {
      prompt: vscode.l10n.t('Thumbprint of the certificate, SHA-1 or SHA-256'),
      problem: thumbprintProblem,
    }),
    pairStep('secondary', {
      prompt: vscode.l10n.t('Thumbprint of a second certificate; nothing for none'),
      problem: text => (text.trim() === '' ? undefined : thumbprintProblem(text)),
    }),
  ]);
  const primaryThumbprint = pair && normalThumbprint(pair.primary);
  const secondaryThumbprint = pair && normalThumbprint(pair.secondary);
  if (primaryThumbprint === undefined) return undefined;

  return {
    kind: 'thumbprints',
    primaryThumbprint,
    ...(secondaryThumbprint === undefined ? {} : { secondaryThumbprint }),
  };
}

function pairStep(member: keyof Pair, question: Omit<Parameters<typeof askText>[0], 'value'>): Step<Pair> {
  return async (draft, place) => {
    const text = await askText({ ...question, value: draft[member] }, place);
    return typeof text === 'string' ? { ...draft, [member]: text.trim() } : text;
  };
}

function keyProblem(text: string): string | undefined {
  switch (checkSymmetricKey(text.trim())) {
    case undefined:
      return undefined;
    case 'notBase64':
      return vscode.l10n.t('A key is base64.');
    case 'length':
      return vscode.l10n.t('A key has 16 to 64 bytes.');
  }
}

function thumbprintProblem(text: string): string | undefined {
  if (normalThumbprint(text) !== undefined) return undefined;
  return vscode.l10n.t('A thumbprint is 40 (SHA-1) or 64 (SHA-256) hexadecimal digits.');
}
