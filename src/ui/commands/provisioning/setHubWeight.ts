import * as vscode from 'vscode';
import { askWeight } from '../../prompts/provisioning/askWeight.ts';
import type { LinkedHubTarget } from '../../prompts/provisioning/pickLinkedHub.ts';
import { provisioningResourceOf } from '../../support/provisioning/provisioningResourceOf.ts';
import { defineCommand } from '../command.ts';
import { changeAllocation } from './changeAllocation.ts';
import { chosenLink } from './chosenLink.ts';

/** How large a linked hub's share of the devices is. */
export const setHubWeight = defineCommand({
  id: 'iotHub.setHubWeight',
  title: vscode.l10n.t('Set Weight of Linked Hub'),

  async run(services, node?: Partial<LinkedHubTarget>) {
    const link = await chosenLink(services, node);
    if (!link) return;
    const { service, hub, name } = link;
    const title = vscode.l10n.t('Set Weight of {0}', name);
    const weight = await askWeight(title, hub.allocationWeight);
    if (weight === undefined) return;

    await changeAllocation(services, service, async signal => {
      const resource = await provisioningResourceOf(service);
      await resource.setWeight(hub.hostName, weight, signal);
    });
  },
});
