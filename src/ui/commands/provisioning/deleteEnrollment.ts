import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import { enrollmentTargets } from '../../prompts/provisioning/pickEnrollment.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import { firstRegistrations } from '../../support/provisioning/allRegistrations.ts';
import { deleteOnHubs } from '../../support/provisioning/deleteOnHubs.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { defineCommand } from '../command.ts';
import { changeEnrollments } from './changeEnrollments.ts';

/** As many devices as can be deleted from their hubs in one go. */
const mostDevices = 1_000;

export const deleteEnrollment = defineCommand({
  id: 'iotHub.deleteEnrollment',
  title: vscode.l10n.t('Delete Enrollment'),

  async run(services, node?: Partial<EnrollmentTarget>, selected?: readonly unknown[]) {
    const targets = await enrollmentTargets(services, node, selected);
    if (targets.length === 0) return;

    const registered = await withProgress(
      services.waits,
      vscode.l10n.t('Looking for devices'),
      async signal =>
        (await Promise.all(targets.map(target => firstRegistrations(target, mostDevices, signal)))).flat(),
      provisioningViewId,
    );
    const onHubs = registered.filter(({ assignedHub }) => assignedHub !== undefined);
    if (!(await confirmDeletion(targets, onHubs.length))) return;

    const title = vscode.l10n.t('Deleting enrollments');
    await changeEnrollments(services, title, targets, async (target, signal) => {
      const { client } = await target.service.connect();
      await client.deleteEnrollment(target.address, signal);
      await services.enrollmentCertificates.forget(target);
    });
    if (onHubs.length > 0 && (await offerDeletionOnHubs(onHubs.length))) await deleteOnHubs(services, onHubs);
  },
});

function confirmDeletion(targets: readonly EnrollmentTarget[], count: number): Promise<boolean> {
  const [only, ...others] = targets;
  const question =
    only && others.length === 0
      ? vscode.l10n.t('Delete enrollment "{0}"?', only.address.id)
      : vscode.l10n.t('Delete {0} enrollments?', targets.length);
  return confirm({ question, detail: costOf(count), action: vscode.l10n.t('Delete') });
}

/** @param count of the devices that have a hub. */
function costOf(count: number): string {
  if (count === 0) return vscode.l10n.t("No device can be provisioned by it any more. This can't be undone.");
  if (count === 1) {
    return vscode.l10n.t(
      "One device cannot be provisioned again. It stays on its hub and connected. This can't be undone.",
    );
  }
  return vscode.l10n.t(
    "{0} devices cannot be provisioned again. They stay on their hubs and connected. This can't be undone.",
    count.toLocaleString(vscode.env.language),
  );
}

/** Only once the enrollment is gone: before, a device would come back by asking again. */
async function offerDeletionOnHubs(count: number): Promise<boolean> {
  return confirm({
    question:
      count === 1
        ? vscode.l10n.t('Delete the device from its hub, too?')
        : vscode.l10n.t('Delete the {0} devices from their hubs, too?', count),
    detail: vscode.l10n.t("Their identities, twins and modules are lost. This can't be undone."),
    action: vscode.l10n.t('Delete from Hubs'),
  });
}
