import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type CertificateWithKey, withPrivateKey } from '../../../certificates/privateKeyFile.ts';
import { type ReadCertificate, readCertificates } from '../../../certificates/readCertificate.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import { askFile } from '../askFile.ts';
import { askPrivateKey } from '../askPrivateKey.ts';
import { expiryProblem } from './askCertificate.ts';

/**
 * Asks for the files of a certificate and of its key: those of a device or, for a group, of the authority that signs its
 * devices, with a chain if it has one. Of the files nothing else is taken. Says why a certificate will not do.
 * @throws FileProblem, CertificateFileError
 */
export async function readCertificateWithKey(record: EnrollmentRecord): Promise<CertificateWithKey | undefined> {
  const isGroup = record.address.kind === 'group';
  const file = await askFile({
    title: isGroup
      ? vscode.l10n.t('Certificate of the Authority, or of One Device, with Its Chain')
      : vscode.l10n.t('Certificate of the Device'),
    openLabel: vscode.l10n.t('Choose'),
    filters: { [vscode.l10n.t('Certificates')]: ['pem', 'cer', 'crt', 'der'] },
  });
  if (!file) return undefined;

  const chain = readCertificates(file.content);
  const [own] = chain;
  const problem = own ? proofProblem(record, own, chain, Date.now()) : noCertificate();
  if (!own || problem !== undefined) {
    void vscode.window.showErrorMessage(`${basename(file.path)}: ${problem ?? ''}`);
    return undefined;
  }
  const title = vscode.l10n.t('Private Key of {0}', own.subject);
  const key = await askPrivateKey(title);
  return key && withPrivateKey(chain, key);
}

/** Why the service would refuse who shows this; nothing if it may take them. */
export function proofProblem(
  record: EnrollmentRecord,
  own: ReadCertificate,
  chain: readonly ReadCertificate[],
  nowMs: number,
): string | undefined {
  const { kind, id } = record.address;
  const expired = expiryProblem(own.notAfter, nowMs);
  if (expired !== undefined) return expired;
  if (kind === 'individual' && own.commonName !== id) {
    return vscode.l10n.t(
      'It is that of {0}. The common name of a certificate must be the registration id, {1}.',
      own.subject,
      id,
    );
  }
  return isEnrolled(record, chain)
    ? undefined
    : vscode.l10n.t('It is none that the enrollment has. Choose that one, or use Set Enrollment Certificate… first.');
}

/** Of a chain whose last certificate another one signed, only the service can tell. */
function isEnrolled({ certificates, address }: EnrollmentRecord, chain: readonly ReadCertificate[]): boolean {
  const known = new Set(certificates.map(({ info }) => info.sha256Thumbprint.toUpperCase()));
  if (known.size === 0 || chain.some(({ sha256Thumbprint }) => known.has(sha256Thumbprint))) return true;

  const last = chain.at(-1);
  return address.kind === 'group' && last !== undefined && last.issuer !== last.subject;
}

function noCertificate(): string {
  return vscode.l10n.t('It has no certificate: choose a PEM or DER file.');
}
