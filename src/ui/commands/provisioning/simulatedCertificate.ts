import * as vscode from 'vscode';
import type { CertificateWithKey } from '../../../certificates/privateKeyFile.ts';
import { confirm } from '../../prompts/confirm.ts';
import { askProofWay } from '../../prompts/provisioning/askProofWay.ts';
import { readCertificateWithKey } from '../../prompts/provisioning/readCertificateWithKey.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import { changeDocument } from '../../support/provisioning/changeDocument.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { makeCertificate } from '../../support/provisioning/makeCertificate.ts';
import { withCertificate } from '../../support/provisioning/withCertificate.ts';
import type { Services } from '../../support/services.ts';
import { changeEnrollments } from './changeEnrollments.ts';

/** A certificate for simulated devices of an enrollment; nothing if the person gives up. */
export async function simulatedCertificate(
  services: Services,
  target: EnrollmentTarget,
  record: EnrollmentRecord,
): Promise<CertificateWithKey | undefined> {
  const { enrollmentCertificates } = services;
  const known = await enrollmentCertificates.get(target);
  switch (await askProofWay(record, known)) {
    case 'known':
      return known;
    case 'files': {
      const chosen = await readCertificateWithKey(record);
      if (chosen) enrollmentCertificates.use(target, chosen);
      return chosen;
    }
    case 'new':
      return makeSecondary(services, target, record);
    case undefined:
      return undefined;
  }
}

/** Makes a certificate, keeps its key, and sets it in the enrollment; nothing if the person does not want that. */
async function makeSecondary(
  services: Services,
  target: EnrollmentTarget,
  { certificates }: EnrollmentRecord,
): Promise<CertificateWithKey | undefined> {
  const { id, kind } = target.address;
  const taken = certificates.find(({ path }) => path.at(-1) === 'secondary');
  const agreed =
    !taken ||
    (await confirm({
      question: vscode.l10n.t('Replace the secondary certificate of "{0}"?', id),
      detail: vscode.l10n.t(
        "It is that of {0}. Devices that show it, or one that it signed, cannot ask again. This can't be undone.",
        taken.info.subjectName,
      ),
      action: vscode.l10n.t('Replace'),
    }));
  if (!agreed) return undefined;

  const made = await makeCertificate(target.address);
  await changeEnrollments(services, vscode.l10n.t('Making a certificate for {0}', id), [target], async (_, signal) => {
    await services.enrollmentCertificates.keep(target, made);
    await changeDocument(
      services,
      target,
      document => withCertificate(document, kind, 'secondary', made.certificate),
      signal,
    );
  });
  return made;
}
