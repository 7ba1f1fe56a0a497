import * as vscode from 'vscode';
import { askWeight } from '../../prompts/provisioning/askWeight.ts';
import { type LinkedHubTarget, linkedHubOf } from '../../prompts/provisioning/pickLinkedHub.ts';
import { managedProvisioningServiceOf } from '../../prompts/provisioning/pickProvisioningService.ts';
import { hubName, hubsByHost } from '../../support/provisioning/hubAt.ts';
import { provisioningResourceOf } from '../../support/provisioning/provisioningResourceOf.ts';
import { defineCommand } from '../command.ts';
import { changeAllocation, readAllocation } from './changeAllocation.ts';

/** How large a linked hub's share of the devices is. */
export const setHubWeight = defineCommand({
  id: 'iotHub.setHubWeight',
  title: vscode.l10n.t('Set Weight of Linked Hub'),

  async run(services, node?: Partial<LinkedHubTarget>) {
    const service = await managedProvisioningServiceOf(services, node);
    if (!service) return;

    const { linkedHubs } = await readAllocation(services, service);
    const hub = await linkedHubOf(services, linkedHubs, node);
    if (!hub) return;
    const title = vscode.l10n.t('Set Weight of {0}', hubName(await hubsByHost(services.hubs), hub.hostName));
    const weight = await askWeight(title, hub.allocationWeight);
    if (weight === undefined) return;

    await changeAllocation(services, service, async signal => {
      const resource = await provisioningResourceOf(service);
      await resource.setWeight(hub.hostName, weight, signal);
    });
  },
});
