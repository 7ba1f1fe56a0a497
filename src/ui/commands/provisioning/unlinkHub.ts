import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import type { LinkedHubTarget } from '../../prompts/provisioning/pickLinkedHub.ts';
import { provisioningResourceOf } from '../../support/provisioning/provisioningResourceOf.ts';
import { defineCommand } from '../command.ts';
import { changeAllocation } from './changeAllocation.ts';
import { chosenLink } from './chosenLink.ts';

/** Keeps a service from sending devices to a hub. */
export const unlinkHub = defineCommand({
  id: 'iotHub.unlinkHub',
  title: vscode.l10n.t('Unlink Hub'),

  async run(services, node?: Partial<LinkedHubTarget>) {
    const link = await chosenLink(services, node);
    if (!link) return;
    const { service, hub, name } = link;
    const agreed = await confirm({
      question: vscode.l10n.t('Unlink "{0}" from {1}?', name, service.name),
      detail: vscode.l10n.t(
        'Devices that are on the hub stay there and keep their data. One that asks again while the hub is not linked is refused, and so is one whose enrollment names the hub.',
      ),
      action: vscode.l10n.t('Unlink'),
    });
    if (!agreed) return;

    await changeAllocation(services, service, async signal => {
      const resource = await provisioningResourceOf(service);
      await resource.unlink(hub.hostName, signal);
    });
  },
});
