import * as vscode from 'vscode';
import { type JsonObject, isJsonObject } from '../../../domain/json.ts';
import { type Choice, pickOne } from '../../prompts/pickOne.ts';
import { askCertificate } from '../../prompts/provisioning/askCertificate.ts';
import { enrollmentTarget } from '../../prompts/provisioning/pickEnrollment.ts';
import { back } from '../../prompts/steps.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { defineCommand } from '../command.ts';
import { changeDocument } from '../../support/provisioning/changeDocument.ts';
import { changeEnrollments } from './changeEnrollments.ts';

type Use = 'primary' | 'secondary';

/** Reads a certificate from a file into an enrollment: two have a place, so that one can be replaced in time. */
export const setEnrollmentCertificate = defineCommand({
  id: 'iotHub.setEnrollmentCertificate',
  title: vscode.l10n.t('Set Enrollment Certificate'),

  async run(services, node?: Partial<EnrollmentTarget>) {
    const target = await enrollmentTarget(services, node);
    const use = target && (await pickUse());
    const certificate = target && use && (await askCertificate(target.address.kind));
    if (!target || !use || !certificate) return;

    const title = vscode.l10n.t('Changing the certificate');
    await changeEnrollments(services, title, [target], (_, signal) =>
      changeDocument(services, target, document => withCertificate(document, target, use, certificate.pem), signal),
    );
  },
});

async function pickUse(): Promise<Use | undefined> {
  const title = vscode.l10n.t('Set Enrollment Certificate');
  const choices: readonly Choice<Use>[] = [
    { label: vscode.l10n.t('Primary certificate'), value: 'primary' },
    { label: vscode.l10n.t('Secondary certificate'), value: 'secondary' },
  ];
  const use = await pickOne(vscode.l10n.t('Certificate to set'), choices, { title, step: 1, totalSteps: 1 });
  return use === back ? undefined : use;
}

function withCertificate(
  document: JsonObject,
  { address }: EnrollmentTarget,
  use: Use,
  certificate: string,
): JsonObject {
  const { attestation } = document;
  const x509 = isJsonObject(attestation) && isJsonObject(attestation['x509']) ? attestation['x509'] : {};
  const member = address.kind === 'group' ? 'signingCertificates' : 'clientCertificates';
  const pair = isJsonObject(x509[member]) ? x509[member] : {};

  return { ...document, attestation: { type: 'x509', x509: { [member]: { ...pair, [use]: { certificate } } } } };
}
