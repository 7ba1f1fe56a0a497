import * as vscode from 'vscode';
import {
  askNewProvisioningService,
  askProvisioningName,
  type ProvisioningDraft,
} from '../../prompts/provisioning/askNewProvisioningService.ts';
import { hubLinkOf, linkableHubs } from '../../prompts/provisioning/linkableHubs.ts';
import { makeGroup } from '../../prompts/resource/groupSteps.ts';
import type { OfGroup } from '../../prompts/resource/pickGroup.ts';
import { scopeOf } from '../../prompts/resource/pickScope.ts';
import type { AzureSubscription } from '../../support/azure/azureSubscriptions.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

/** A new service gives all its hubs the same share. */
const firstWeight = 1;

export const createProvisioningService = defineCommand({
  id: 'iotHub.createProvisioningService',
  title: vscode.l10n.t('Create Provisioning Service'),

  /** @param node a resource group or a subscription, of Azure or of this machine. */
  async run(services, node?: Partial<OfGroup & { readonly subscription: AzureSubscription }>) {
    const scope = node?.subscription ?? (await scopeOf(services, node));
    const draft = scope && (await ask(services, scope, node?.groupName));
    if (!scope || !draft) return;

    await makeGroup(services, scope, draft);
    const { name, resourceGroup, location, hubs } = draft;
    await watchOperation(services, {
      title: vscode.l10n.t('Create provisioning service {0}', name),
      scope,
      async begin(signal) {
        const links = await Promise.all(hubs.map(hub => hubLinkOf(hub, firstWeight, signal)));
        return scope.resources.provisioningServices.create({ name, resourceGroup, location, links }, signal);
      },
    });
    services.provisioningTree.refresh();
    services.resourceTree.refresh();
  },
});

async function ask(
  { waits }: Services,
  scope: ResourceScope,
  groupName: string | undefined,
): Promise<ProvisioningDraft | undefined> {
  const name = await askProvisioningName(scope);
  if (name === undefined) return undefined;

  const { resources } = scope;
  const [regions, groups, hubs] = await withProgress(
    waits,
    vscode.l10n.t('Loading regions and hubs'),
    signal =>
      Promise.all([
        resources.provisioningRegions(signal),
        resources.groups.list(signal),
        linkableHubs(scope, [], signal),
      ]),
    provisioningViewId,
  );
  return askNewProvisioningService(name, { regions, groups, hubs }, groupName);
}
