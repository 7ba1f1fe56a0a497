import * as vscode from 'vscode';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import { type PolicyName, policyName } from '../../../domain/provisioning/reprovisionPolicies.ts';
import type { Hub } from '../hub/hub.ts';
import { allocationWords } from './allocationWords.ts';
import { hubName } from './hubAt.ts';

/** What an enrollment's devices show, in words. */
function attestationWords(attestation: EnrollmentRecord['attestation']): string {
  switch (attestation) {
    case 'symmetricKey':
      return vscode.l10n.t('key');
    case 'x509':
      return vscode.l10n.t('certificate');
    case 'tpm':
      return vscode.l10n.t('TPM');
    case 'none':
      return vscode.l10n.t('no attestation');
  }
}

/** What becomes of devices that ask again, in a word or two. */
export function policyWords(name: PolicyName): string {
  switch (name) {
    case 'migrate':
      return vscode.l10n.t('migrates data');
    case 'reset':
      return vscode.l10n.t('resets data');
    case 'never':
      return vscode.l10n.t('never moves');
    case 'none':
      return vscode.l10n.t('no policy');
  }
}

/** An enrollment in a line: "disabled · key · fixed: contoso · migrates data". */
export function enrollmentWords(record: EnrollmentRecord, byHost: ReadonlyMap<string, Hub>): string {
  const hubs = hubsOf(record).map(hostName => hubName(byHost, hostName));
  const allocation = allocationWords(record.allocationPolicy);

  return [
    ...(record.provisioningStatus === 'disabled' ? [vscode.l10n.t('disabled')] : []),
    attestationWords(record.attestation),
    hubs.length === 0 ? allocation : `${allocation}: ${hubs.join(', ')}`,
    policyWords(policyName(record.reprovisionPolicy)),
  ].join(' · ');
}

/** Host names of the hubs that an enrollment names; none for all that are linked. */
export function hubsOf({ iotHubs = [], iotHubHostName }: EnrollmentRecord): readonly string[] {
  if (iotHubs.length > 0) return iotHubs;
  return iotHubHostName ? [iotHubHostName] : [];
}
