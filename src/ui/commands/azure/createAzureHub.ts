import * as vscode from 'vscode';
import type { NewHub } from '../../../domain/resources/resourceManager.ts';
import { askHubName, askNewHub, type HubDraft } from '../../prompts/azure/askNewHub.ts';
import { pickSubscription } from '../../prompts/azure/pickSubscription.ts';
import { makeGroup } from '../../prompts/resource/groupSteps.ts';
import type { AzureSubscription } from '../../support/azure/azureSubscriptions.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

export const createAzureHub = defineCommand({
  id: 'iotHub.createAzureHub',
  title: vscode.l10n.t('Create Hub in Azure'),

  /** @param node may have the hub already: then nothing is asked. */
  async run(services, node?: { readonly subscription?: AzureSubscription; readonly newHub?: NewHub }) {
    const subscription = node?.subscription ?? (await pickSubscription(services));
    const hub = subscription && (given(node?.newHub) ?? (await ask(services, subscription)));
    if (!subscription || !hub) return;

    await makeGroup(services, subscription, hub);
    await watchOperation(services, {
      title: vscode.l10n.t('Create hub {0}', hub.name),
      scope: subscription,
      begin: signal => subscription.resources.hubs.create(hub, signal),
      whenDone: async () => services.hubTree.refresh(),
    });
    services.hubTree.refresh();
  },
});

function given(hub: NewHub | undefined): HubDraft | undefined {
  return hub && { ...hub, groupIsNew: false };
}

async function ask({ waits }: Services, subscription: AzureSubscription): Promise<HubDraft | undefined> {
  const name = await askHubName(subscription);
  if (name === undefined) return undefined;

  const { resources } = subscription;
  const [regions, groups] = await withProgress(waits, vscode.l10n.t('Loading regions'), signal =>
    Promise.all([resources.hubRegions(signal), resources.groups.list(signal)]),
  );
  return askNewHub(name, { regions, groups });
}
