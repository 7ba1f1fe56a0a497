import * as vscode from 'vscode';
import type { EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';
import { askEnrollment } from '../../prompts/provisioning/askEnrollment.ts';
import {
  type OfProvisioningService,
  provisioningServiceOf,
} from '../../prompts/provisioning/pickProvisioningService.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
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

  await withProgress(
    services.waits,
    vscode.l10n.t('Creating {0}', draft.id),
    async signal => {
      const { client } = await service.connect();
      await client.createEnrollment(target.address, draft.document, signal);
    },
    provisioningViewId,
  );
  services.provisioningTree.refreshEnrollments(service, kind);
  await offerKey(services, draft.id, target);
}

/** What one wants next: the key for the devices. */
async function offerKey(_services: Services, id: string, target: object): Promise<void> {
  const copy = vscode.l10n.t('Copy Key');
  if ((await vscode.window.showInformationMessage(vscode.l10n.t('Created {0}.', id), copy)) === copy) {
    await vscode.commands.executeCommand('iotHub.copyEnrollmentKey', target);
  }
}
