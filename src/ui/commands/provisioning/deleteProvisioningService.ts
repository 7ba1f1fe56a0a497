import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import { SignInError } from '../../../domain/signInError.ts';
import { anyManagedServiceOf } from '../../prompts/provisioning/pickManagedService.ts';
import type { OfProvisioningService } from '../../prompts/provisioning/pickProvisioningService.ts';
import { confirmByName } from '../../prompts/resource/confirmByName.ts';
import { AzureProvisioningService } from '../../support/azure/azureProvisioningService.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import { placeOf } from '../../support/provisioning/servicePlace.ts';
import { defineCommand } from '../command.ts';

/** How many enrollments are named. */
const mostNamed = 8;

/** Deletes a service with all that it has: of Azure, or of this machine. */
export const deleteProvisioningService = defineCommand({
  id: 'iotHub.deleteProvisioningService',
  title: vscode.l10n.t('Delete Provisioning Service'),

  async run(services, node?: Partial<OfProvisioningService>) {
    const service = await anyManagedServiceOf(services, node);
    if (!service) return;

    const { waits, provisioningServices, provisioningTree, resourceTree, enrollmentCertificates } = services;
    const reading = vscode.l10n.t('Reading the enrollments');
    const read = async (signal: AbortSignal) => ({
      placed: await placeOf(services, service, signal),
      cost: await costOf(service, signal),
    });
    const { placed, cost } = await withProgress(waits, reading, read, provisioningViewId);
    const title = vscode.l10n.t('Delete provisioning service {0}', service.name);
    if (!placed || !(await confirmByName({ title, name: service.name, cost }))) return;

    const { origin, resources, place } = placed;
    const begin = (signal: AbortSignal) => resources.provisioningServices.delete(place, signal);
    const whenDone = async () => {
      if (service instanceof AzureProvisioningService) {
        await provisioningServices.azure.remove(service.record.resourceId);
      }
      await enrollmentCertificates.forgetAll(service);
      provisioningTree.refresh();
    };
    await watchOperation(services, { title, scope: { origin }, begin, whenDone });
    provisioningTree.refresh();
    resourceTree.refresh();
  },
});

/** What is lost with a service. Who may delete it need not be let in to its enrollments. */
async function costOf(service: ProvisioningService, signal: AbortSignal): Promise<string> {
  try {
    const names = await enrollmentsOf(service, signal);
    return names.length === 0 ? vscode.l10n.t('It has no enrollments. Devices stay on their hubs.') : lossOf(names);
  } catch (error) {
    if (!HubError.is(error) && !(error instanceof SignInError)) throw error;
    return vscode.l10n.t(
      'Its enrollments, which cannot be read now, are lost with their keys and registrations. Devices stay on their hubs, and can ask for none any more.',
    );
  }
}

function lossOf(names: readonly string[]): string {
  const list = names.slice(0, mostNamed).join(', ');
  return names.length > mostNamed
    ? vscode.l10n.t(
        'With it go the enrollments {0} and more, with their keys and registrations. Devices stay on their hubs, and can ask for none any more.',
        list,
      )
    : vscode.l10n.t(
        'With it go the enrollments {0}, with their keys and registrations. Devices stay on their hubs, and can ask for none any more.',
        list,
      );
}

/** Groups first; one more than are named if there are more. */
async function enrollmentsOf(service: ProvisioningService, signal: AbortSignal): Promise<readonly string[]> {
  const { client } = await service.connect();
  const page = { pageSize: mostNamed + 1 };
  const [groups, individuals] = await Promise.all([
    client.listEnrollments('group', page, signal),
    client.listEnrollments('individual', page, signal),
  ]);
  return [...groups.items, ...individuals.items].map(({ address }) => address.id);
}
