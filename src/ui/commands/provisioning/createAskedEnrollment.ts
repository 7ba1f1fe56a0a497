import * as vscode from 'vscode';
import type { EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';
import { askEnrollment } from '../../prompts/provisioning/askEnrollment.ts';
import {
  type OfProvisioningService,
  provisioningServiceOf,
} from '../../prompts/provisioning/pickProvisioningService.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
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
  if (draft.asDocument) return services.enrollmentDocuments.showDraft(target, draft.document);

  const created = await withProgress(
    services.waits,
    vscode.l10n.t('Creating {0}', draft.id),
    async signal => {
      const { client } = await service.connect();
      return client.createEnrollment(target.address, draft.document, signal);
    },
    provisioningViewId,
  );
  services.provisioningTree.refreshEnrollments(service, kind);
  if (created.attestation === 'symmetricKey') await offerKey(target);
}

/** What one wants next: the key for the devices. */
async function offerKey(target: EnrollmentTarget): Promise<void> {
  const copy = vscode.l10n.t('Copy Key');
  const text = vscode.l10n.t('Created {0}.', target.address.id);
  if ((await vscode.window.showInformationMessage(text, copy)) !== copy) return;
  await vscode.commands.executeCommand('iotHub.copyEnrollmentKey', target);
}
