import * as vscode from 'vscode';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import type { OfProvisioningService } from './pickProvisioningService.ts';

/** The service of `node`, or one that a resource manager has: of this machine, or of all subscriptions that are seen. */
export async function anyManagedServiceOf(
  services: Services,
  node?: Partial<OfProvisioningService>,
): Promise<ProvisioningService | undefined> {
  if (node?.service) return node.service;

  const local = services.provisioningServices.own().filter(({ available, managed }) => available && managed);
  const items = [
    ...local.map(service => ({ label: service.name, description: vscode.l10n.t('local'), service })),
    ...(await azureItems(services)),
  ];
  if (items.length > 0) {
    const placeHolder = vscode.l10n.t('Provisioning service');
    return (await pick(items, { placeHolder, matchOnDescription: true }))?.service;
  }
  const text = vscode.l10n.t('There is no provisioning service: the local hub runs none, and Azure shows none.');
  void vscode.window.showInformationMessage(text);
  return undefined;
}

async function azureItems({ azureAccounts, azureSubscriptions, provisioningServices, waits }: Services) {
  if (!azureAccounts.isUsed) return [];

  const load = async (signal: AbortSignal) => {
    const subscriptions = await azureSubscriptions.shown(signal);
    const lists = subscriptions.map(async subscription => {
      const listings = await subscription.resources.provisioningServices.list(signal);
      return listings.flatMap(listing => {
        const service = provisioningServices.azure.of(listing, subscription);
        const description = `${listing.resourceGroup} · ${subscription.displayName}`;
        return service ? [{ label: listing.name, description, service }] : [];
      });
    });
    return (await Promise.all(lists)).flat();
  };
  return withProgress(waits, vscode.l10n.t('Loading provisioning services'), load, provisioningViewId);
}
