import * as vscode from 'vscode';
import { AzureHub } from '../../support/azure/azureHub.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import type { OfHub } from '../pickHub.ts';
import { pick } from '../question.ts';
import { directoryOf } from './directoryOf.ts';

/** The hub of `node` if it is one of Azure, else the one that the person picks from all chosen subscriptions. */
export async function azureHubOf(services: Services, node?: Partial<OfHub>): Promise<AzureHub | undefined> {
  if (node?.hub instanceof AzureHub) return node.hub;
  if (!(await directoryOf(services))) return undefined;

  const hubs = await withProgress(services.waits, vscode.l10n.t('Loading hubs'), signal => listed(services, signal));
  const items = hubs.map(({ hub, description }) => ({ label: hub.name, description, hub }));
  const placeHolder = vscode.l10n.t('Hub of Azure');
  return (await pick(items, { placeHolder, matchOnDescription: true }))?.hub;
}

async function listed({ azureSubscriptions, hubs }: Services, signal: AbortSignal) {
  const subscriptions = await azureSubscriptions.shown(signal);
  const lists = await Promise.all(
    subscriptions.map(async subscription => {
      const listings = await subscription.resources.hubs.list(signal);
      return listings.map(listing => ({
        hub: hubs.azure.of(listing, subscription),
        description: `${listing.resourceGroup} · ${subscription.displayName}`,
      }));
    }),
  );
  return lists.flat().flatMap(({ hub, description }) => (hub ? [{ hub, description }] : []));
}
