import * as vscode from 'vscode';
import { askWeight } from '../../prompts/provisioning/askWeight.ts';
import { type LinkableHub, hubLinkOf, linkableHubItem, linkableHubs } from '../../prompts/provisioning/linkableHubs.ts';
import {
  type OfProvisioningService,
  managedProvisioningServiceOf,
} from '../../prompts/provisioning/pickProvisioningService.ts';
import { pick } from '../../prompts/question.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import { provisioningResourceOf } from '../../support/provisioning/provisioningResourceOf.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import { scopesFor } from '../../support/provisioning/servicePlace.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';
import { changeAllocation, readAllocation } from './changeAllocation.ts';

/** Lets a service send devices to one more hub. */
export const linkHub = defineCommand({
  id: 'iotHub.linkHub',
  title: vscode.l10n.t('Link Hub'),

  async run(services, node?: Partial<OfProvisioningService>) {
    const service = await managedProvisioningServiceOf(services, node);
    const hub = service && (await pickLinkableHub(services, service));
    if (!service || !hub) return;
    const title = vscode.l10n.t('Link {0} to {1}', hub.listing.name, service.name);
    const weight = await askWeight(title, 1);
    if (weight === undefined) return;

    await changeAllocation(services, service, async signal => {
      const resource = await provisioningResourceOf(service);
      await resource.link(await hubLinkOf(hub, weight, signal), signal);
    });
  },
});

async function pickLinkableHub(services: Services, service: ProvisioningService): Promise<LinkableHub | undefined> {
  const { linkedHubs } = await readAllocation(services, service);
  const hubs = await withProgress(
    services.waits,
    vscode.l10n.t('Looking for hubs'),
    async signal => {
      const scopes = await scopesFor(services, service, signal);
      return (await Promise.all(scopes.map(scope => linkableHubs(scope, linkedHubs, signal)))).flat();
    },
    provisioningViewId,
  );
  if (hubs.length > 0) {
    const placeHolder = vscode.l10n.t('Hub to which {0} may send devices from now on', service.name);
    return (await pick(hubs.map(linkableHubItem), { placeHolder, matchOnDescription: true }))?.hub;
  }
  const text = vscode.l10n.t(
    'There is no other hub to link to {0}: all that take keys and that you can see are linked.',
    service.name,
  );
  void vscode.window.showInformationMessage(text);
  return undefined;
}
