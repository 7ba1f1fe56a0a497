import * as vscode from 'vscode';
import type { JsonObject } from '../../../domain/json.ts';
import type { EnrollmentAddress } from '../../../domain/provisioning/enrollmentAddress.ts';
import {
  type EnrollmentProblem,
  findEnrollmentProblems,
  findUnlinkedHubs,
} from '../../../domain/provisioning/enrollmentProblems.ts';
import { describeTwinProblem } from '../../../domain/twinLimits.ts';
import type { Refusal } from '../refusalMark.ts';

/** All that stands against saving an enrollment's document. */
export function enrollmentRefusals(address: EnrollmentAddress, document: JsonObject): readonly Refusal[] {
  return findEnrollmentProblems(address, document).map(refusalOf);
}

/** Hubs in an enrollment's document that its service does not know. @param linkedHubs host names of those that it does. */
export function linkRefusals(document: JsonObject, linkedHubs: readonly string[]): readonly Refusal[] {
  return findUnlinkedHubs(document, linkedHubs).map(refusalOf);
}

function refusalOf(problem: EnrollmentProblem): Refusal {
  return {
    path: problem.path,
    sentence: sentenceOf(problem),
    ofKey: problem.kind === 'initialTwin' && problem.problem.kind.startsWith('key'),
  };
}

function sentenceOf(problem: EnrollmentProblem): string {
  switch (problem.kind) {
    case 'otherId':
      return vscode.l10n.t('The id cannot be edited: it is "{0}". Create another enrollment instead.', problem.id);
    case 'noAttestation':
      return vscode.l10n.t('Say how devices show who they are: {0}.', '"attestation": { "type": "symmetricKey" }');
    case 'notInGroups':
      return vscode.l10n.t('This is for one device. A group has many: use an individual enrollment.');
    case 'deviceId':
      return vscode.l10n.t('This is no device id: up to 128 letters, digits and some punctuation.');
    case 'key':
      return problem.problem === 'notBase64'
        ? vscode.l10n.t('A key is base64. Leave it out, and the service makes one.')
        : vscode.l10n.t('A key has 16 to 64 bytes. Leave it out, and the service makes one.');
    case 'notOneHub':
      return vscode.l10n.t('"static" sends devices to one hub: name exactly one in iotHubs.');
    case 'noWebhook':
      return vscode.l10n.t('"custom" asks a webhook: say which in customAllocationDefinition.');
    case 'notLinked':
      return vscode.l10n.t('{0} is not linked to this service. Name a hub that is.', problem.hostName);
    case 'initialTwin':
      return describeTwinProblem(problem.section, problem.problem);
  }
}
