import * as vscode from 'vscode';
import type { AzureSubscription } from '../../support/azure/azureSubscriptions.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { directoryOf } from './directoryOf.ts';

/** The only subscription of Azure that is to be seen, or the one that the person picks. */
export async function pickSubscription(services: Services): Promise<AzureSubscription | undefined> {
  if (!(await directoryOf(services))) return undefined;

  const { azureSubscriptions, waits } = services;
  const loading = vscode.l10n.t('Loading subscriptions');
  const shown = await withProgress(waits, loading, signal => azureSubscriptions.shown(signal));
  if (shown.length <= 1) return shown[0];

  const items = shown.map(subscription => ({
    label: subscription.displayName,
    description: `${subscription.tenant.displayName} · ${subscription.identity.label}`,
    subscription,
  }));
  const placeHolder = vscode.l10n.t('Subscription');
  return (await pick(items, { placeHolder, matchOnDescription: true }))?.subscription;
}
