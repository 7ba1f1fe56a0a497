import * as vscode from 'vscode';
import type { EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';
import { type EnrollmentTarget, isEnrollment } from '../../support/provisioning/enrollmentTarget.ts';
import { enrollmentWords } from '../../support/provisioning/enrollmentWords.ts';
import { hubsByHost } from '../../support/provisioning/hubAt.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { provisioningServiceOf } from './pickProvisioningService.ts';

/** More are found in the view. */
const mostListed = 500;

/** The one enrollment that a command is about. @param kinds which come into question; both if absent. */
export async function enrollmentTarget(
  services: Services,
  node?: Partial<EnrollmentTarget>,
  kinds: readonly EnrollmentKind[] = ['group', 'individual'],
): Promise<EnrollmentTarget | undefined> {
  if (isEnrollment(node)) return node;

  const service = await provisioningServiceOf(services, node);
  return service && pickEnrollment(services, service, kinds);
}

/** The enrollments that a command is about: those that are selected if `node` is one of them, else `node`, else one. */
export async function enrollmentTargets(
  services: Services,
  node?: Partial<EnrollmentTarget>,
  selected: readonly unknown[] = [],
): Promise<readonly EnrollmentTarget[]> {
  const targets = selected.filter(isEnrollment);
  if (targets.length > 0 && selected.includes(node)) return targets;

  const target = await enrollmentTarget(services, node);
  return target ? [target] : [];
}

async function pickEnrollment(
  services: Services,
  service: ProvisioningService,
  kinds: readonly EnrollmentKind[],
): Promise<EnrollmentTarget | undefined> {
  const title = vscode.l10n.t('Loading enrollments');
  const items = await withProgress(
    services.waits,
    title,
    async signal => {
      const { client } = await service.connect();
      const byHost = await hubsByHost(services.hubs);
      const lists = await Promise.all(
        kinds.map(kind => client.listEnrollments(kind, { pageSize: mostListed }, signal)),
      );
      return lists.flatMap(({ items }) =>
        items.map(record => ({
          label: record.address.id,
          description: enrollmentWords(record, byHost),
          address: record.address,
        })),
      );
    },
    provisioningViewId,
  );
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} has no enrollment of this kind yet.', service.name));
    return undefined;
  }
  const placeHolder = vscode.l10n.t('Enrollment of {0}', service.name);
  const picked = await pick(items, { placeHolder, matchOnDescription: true });
  return picked && { service, address: picked.address };
}
