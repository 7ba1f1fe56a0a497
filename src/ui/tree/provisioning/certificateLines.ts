import * as vscode from 'vscode';
import type { CertificateRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import { fullTime } from '../../support/localTime.ts';

/** A line for each certificate: whose it is, its thumbprint, and until when it holds. */
export function certificateLines(
  certificates: readonly CertificateRecord[],
  nowMs: number,
  language: string,
): readonly string[] {
  return certificates.map(({ info }) => {
    const until = fullTime(info.notAfterUtc, language);
    return Date.parse(info.notAfterUtc) < nowMs
      ? vscode.l10n.t('{0}, SHA-1 {1}: expired {2}', info.subjectName, info.sha1Thumbprint, until)
      : vscode.l10n.t('{0}, SHA-1 {1}: valid until {2}', info.subjectName, info.sha1Thumbprint, until);
  });
}
