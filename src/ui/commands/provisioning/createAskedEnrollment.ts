import * as vscode from 'vscode';
import type { CertificateWithKey } from '../../../certificates/privateKeyFile.ts';
import { HubError } from '../../../domain/hubError.ts';
import type { EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';
import { type EnrollmentDraft, askEnrollment } from '../../prompts/provisioning/askEnrollment.ts';
import { askCertificateFiles } from '../../prompts/askCertificateFiles.ts';
import {
  type OfProvisioningService,
  provisioningServiceOf,
} from '../../prompts/provisioning/pickProvisioningService.ts';
import { saveCertificate } from '../../support/device/certificateFiles.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { findEnrollment } from '../../support/provisioning/ownEnrollment.ts';
import { findKnownHubs } from '../../support/provisioning/knownHubs.ts';
import type { Services } from '../../support/services.ts';

/** Asks for an enrollment and creates it, or opens it as a document. */
export async function createAskedEnrollment(
  services: Services,
  kind: EnrollmentKind,
  node?: Partial<OfProvisioningService>,
): Promise<void> {
  const service = await provisioningServiceOf(services, node);
  if (!service) return;
  const looking = vscode.l10n.t('Looking for hubs');
  const known = await withProgress(
    services.waits,
    looking,
    signal => findKnownHubs(services.hubs, service, signal),
    provisioningViewId,
  );
  const draft = await askEnrollment(kind, known.hubs);
  if (!draft) return;

  const target = { service, address: { kind, id: draft.id } };
  if (draft.made) await keepMade(services, target, draft.made);
  if (draft.asDocument) return services.enrollmentDocuments.showDraft(target, draft.document);

  const created = await create(services, target, draft);
  services.provisioningTree.refreshEnrollments(service, kind);
  if (created.attestation === 'symmetricKey') await offerKey(target);
  if (draft.made) await offerFiles(target, draft.made);
}

/**
 * Keeps the key before the enrollment has its certificate, so that it cannot be lost; but never in the place of that of an
 * enrollment that is there. @throws HubError `enrollmentExists`
 */
async function keepMade(
  { enrollmentCertificates, waits }: Services,
  target: EnrollmentTarget,
  made: CertificateWithKey,
): Promise<void> {
  const { id } = target.address;
  const looking = vscode.l10n.t('Looking for {0}', id);
  const there = await withProgress(waits, looking, signal => findEnrollment(target, signal), provisioningViewId);
  if (there) throw new HubError({ kind: 'enrollmentExists', enrollment: id });

  await enrollmentCertificates.keep(target, made);
}

async function create({ waits }: Services, target: EnrollmentTarget, { document }: EnrollmentDraft) {
  const ask = async (signal: AbortSignal) => {
    const { client } = await target.service.connect();
    return client.createEnrollment(target.address, document, signal);
  };
  return withProgress(waits, vscode.l10n.t('Creating {0}', target.address.id), ask, provisioningViewId);
}

/** What one wants next: the key for the devices. */
async function offerKey(target: EnrollmentTarget): Promise<void> {
  const copy = vscode.l10n.t('Copy Key');
  const text = vscode.l10n.t('Created {0}.', target.address.id);
  if ((await vscode.window.showInformationMessage(text, copy)) !== copy) return;
  await vscode.commands.executeCommand('iotHub.copyEnrollmentKey', target);
}

/** Simulated devices have them already; others need them as files. */
async function offerFiles({ address: { id } }: EnrollmentTarget, made: CertificateWithKey): Promise<void> {
  const save = vscode.l10n.t('Save Certificate and Key…');
  const text = vscode.l10n.t('Created {0}. Its certificate is good for a year.', id);
  if ((await vscode.window.showInformationMessage(text, save)) !== save) return;

  const files = await askCertificateFiles(id);
  if (files) await saveCertificate(files, made);
}
