import * as vscode from 'vscode';
import { type Choice, pickOne } from '../../prompts/pickOne.ts';
import { askCertificate } from '../../prompts/provisioning/askCertificate.ts';
import { type EnrollmentChoice, enrollmentTarget } from '../../prompts/provisioning/pickEnrollment.ts';
import { back } from '../../prompts/steps.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { defineCommand } from '../command.ts';
import { changeDocument } from '../../support/provisioning/changeDocument.ts';
import { type CertificateUse, withCertificate } from '../../support/provisioning/withCertificate.ts';
import { changeEnrollments } from './changeEnrollments.ts';

const withCertificates: EnrollmentChoice = {
  fits: ({ attestation }) => attestation === 'x509',
  none: name => vscode.l10n.t('{0} has no enrollment with certificates yet.', name),
};

/** Reads a certificate from a file into an enrollment. */
export const setEnrollmentCertificate = defineCommand({
  id: 'iotHub.setEnrollmentCertificate',
  title: vscode.l10n.t('Set Enrollment Certificate'),

  async run(services, node?: Partial<EnrollmentTarget>) {
    const target = await enrollmentTarget(services, node, withCertificates);
    const use = target && (await pickUse());
    const certificate = target && use && (await askCertificate(target.address.kind));
    if (!target || !use || !certificate) return;

    const title = vscode.l10n.t('Changing the certificate');
    await changeEnrollments(services, title, [target], (_, signal) =>
      changeDocument(
        services,
        target,
        document => withCertificate(document, target.address.kind, use, certificate.pem),
        signal,
      ),
    );
  },
});

async function pickUse(): Promise<CertificateUse | undefined> {
  const title = vscode.l10n.t('Set Enrollment Certificate');
  const choices: readonly Choice<CertificateUse>[] = [
    { label: vscode.l10n.t('Primary certificate'), value: 'primary' },
    { label: vscode.l10n.t('Secondary certificate'), value: 'secondary' },
  ];
  const use = await pickOne(vscode.l10n.t('Certificate to set'), choices, { title, step: 1, totalSteps: 1 });
  return use === back ? undefined : use;
}
