import * as vscode from 'vscode';
import type { CertificateWithKey } from '../../../certificates/privateKeyFile.ts';
import { readCertificates } from '../../../certificates/readCertificate.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import { isJsonObject } from '../../../domain/json.ts';
import { pick } from '../question.ts';
import { timeOf } from './askCertificate.ts';
import { proofProblem } from './readCertificateWithKey.ts';

/** Where the certificates of simulated devices come from. */
export type ProofWay = 'known' | 'files' | 'new';

/** Asks it. @param known what was read or made before. */
export async function askProofWay(
  record: EnrollmentRecord,
  known: CertificateWithKey | undefined,
): Promise<ProofWay | undefined> {
  const items = [...knownItems(record, known), filesItem(record), ...newItems(record)];
  const placeHolder = vscode.l10n.t('Certificate that simulated devices of {0} show', record.address.id);
  return (await pick(items, { placeHolder, matchOnDetail: true }))?.way;
}

interface WayItem extends vscode.QuickPickItem {
  readonly way: ProofWay;
}

/** The one from before, while the enrollment takes it. */
function knownItems(record: EnrollmentRecord, known: CertificateWithKey | undefined): readonly WayItem[] {
  const chain = known ? readCertificates(Buffer.from(known.certificate)) : [];
  const [own] = chain;
  if (!own || proofProblem(record, own, chain, Date.now()) !== undefined) return [];

  const detail = vscode.l10n.t('{0}, valid until {1}', own.subject, timeOf(own.notAfter));
  return [{ label: vscode.l10n.t('$(check) The one from before'), detail, way: 'known' }];
}

function filesItem({ address }: EnrollmentRecord): WayItem {
  const detail =
    address.kind === 'group'
      ? vscode.l10n.t('Of the authority, which signs one for each device, or of one device; in memory only.')
      : vscode.l10n.t('They are read once and kept in memory only.');
  return { label: vscode.l10n.t('$(file) Certificate and key from files…'), detail, way: 'files' };
}

/** Not in the place of names of authorities: those would be lost. */
function newItems({ address, document }: EnrollmentRecord): readonly WayItem[] {
  const { attestation } = document;
  const x509 = isJsonObject(attestation) && isJsonObject(attestation['x509']) ? attestation['x509'] : {};
  if (isJsonObject(x509['caReferences'])) return [];

  const label =
    address.kind === 'group'
      ? vscode.l10n.t('$(verified) Make an authority for the group')
      : vscode.l10n.t('$(verified) Make one for the device');
  const detail = vscode.l10n.t('It becomes the secondary certificate; its key stays in the secret storage.');
  return [{ label, detail, way: 'new' }];
}
