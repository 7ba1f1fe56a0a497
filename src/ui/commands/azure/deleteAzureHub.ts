import * as vscode from 'vscode';
import { parseResourceId } from '../../../domain/resources/resourceId.ts';
import { azureHubOf } from '../../prompts/azure/azureHubOf.ts';
import type { OfHub } from '../../prompts/pickHub.ts';
import { confirmByName } from '../../prompts/resource/confirmByName.ts';
import { managerOf } from '../../support/azure/resourceScope.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { defineCommand } from '../command.ts';

export const deleteAzureHub = defineCommand({
  id: 'iotHub.deleteAzureHub',
  title: vscode.l10n.t('Delete Hub from Azure'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await azureHubOf(services, node);
    const place = hub && parseResourceId(hub.record.resourceId);
    if (!place) return;

    const title = vscode.l10n.t('Delete hub {0}', hub.name);
    const cost = vscode.l10n.t('All its devices lose their identities, keys and twins, and can connect no more.');
    if (!(await confirmByName({ title, name: hub.name, cost }))) return;

    const { hubs } = (await managerOf(hub.origin, services)).in(place.subscriptionId);
    await watchOperation(services, {
      title,
      scope: hub,
      begin: signal => hubs.delete(place, signal),
      async whenDone() {
        await services.hubs.azure.remove(hub.record.resourceId);
        services.hubTree.refresh();
      },
    });
    services.hubTree.refresh();
  },
});
