import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type ReadCertificate, readCertificate } from '../../../certificates/readCertificate.ts';
import type { EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';
import { fullTime } from '../../support/localTime.ts';

/**
 * Asks for the file of a certificate and shows whose it is, its thumbprints and until when it holds, before it is taken:
 * for a group that of who signs its devices' certificates, else that of the device.
 */
export async function askCertificate(kind: EnrollmentKind): Promise<ReadCertificate | undefined> {
  const title =
    kind === 'group'
      ? vscode.l10n.t('Certificate of the Authority That Signs the Devices of the Group')
      : vscode.l10n.t('Certificate of the Device');
  const filters = { [vscode.l10n.t('Certificates')]: ['pem', 'cer', 'crt', 'der'] };
  const [file] = (await vscode.window.showOpenDialog({ title, openLabel: vscode.l10n.t('Choose'), filters })) ?? [];
  if (!file) return undefined;

  const certificate = readCertificate(await readFile(file.fsPath));
  const problem = certificate ? certificateProblem(certificate, kind, Date.now()) : undefined;
  if (!certificate || problem !== undefined) {
    const text = problem ?? vscode.l10n.t('It has no certificate: choose a PEM or DER file.');
    void vscode.window.showErrorMessage(`${basename(file.fsPath)}: ${text}`);
    return undefined;
  }
  return (await confirmCertificate(certificate)) ? certificate : undefined;
}

/** Why the service would refuse the certificate, or its devices; nothing for a good one. */
function certificateProblem(
  { notAfter, isAuthority }: Pick<ReadCertificate, 'notAfter' | 'isAuthority'>,
  kind: EnrollmentKind,
  nowMs: number,
): string | undefined {
  const expired = expiryProblem(notAfter, nowMs);
  if (expired !== undefined) return expired;
  if (kind === 'group' && !isAuthority) {
    return vscode.l10n.t('It may not sign others. A group needs the certificate of who signs those of its devices.');
  }
  return undefined;
}

/** Says so of a certificate whose time is over; nothing for one that holds. */
export function expiryProblem(notAfter: Date, nowMs: number): string | undefined {
  return notAfter.getTime() < nowMs
    ? vscode.l10n.t('It expired {0}. Choose one that is valid.', timeOf(notAfter))
    : undefined;
}

async function confirmCertificate(certificate: ReadCertificate): Promise<boolean> {
  const { subject, issuer, sha1Thumbprint, sha256Thumbprint, notAfter } = certificate;
  const use = vscode.l10n.t('Use Certificate');
  const detail = [
    vscode.l10n.t('Issued by {0}', issuer),
    vscode.l10n.t('Valid until {0}', timeOf(notAfter)),
    `SHA-1 ${sha1Thumbprint}`,
    `SHA-256 ${sha256Thumbprint}`,
  ].join('\n');
  const question = vscode.l10n.t('Use the certificate of {0}?', subject);
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, use)) === use;
}

/** For people. */
export function timeOf(date: Date): string {
  return fullTime(date.toISOString(), vscode.env.language);
}
