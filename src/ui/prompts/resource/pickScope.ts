import * as vscode from 'vscode';
import { localScope, type ResourceScope } from '../../support/azure/resourceScope.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { directoryOf } from '../azure/directoryOf.ts';
import { pick } from '../question.ts';

/** What carries a subscription: its node, that of its groups… */
export interface OfScope {
  readonly scope: ResourceScope;
}

/**
 * The subscription of `node`, the only one that there is, or the one that the person picks.
 * @param withLocal false where that of this machine is of no use.
 */
export async function scopeOf(
  services: Services,
  node?: Partial<OfScope>,
  withLocal = true,
): Promise<ResourceScope | undefined> {
  if (node?.scope) return node.scope;

  const local = withLocal ? localScope(services.localHub) : undefined;
  if (!local && !(await directoryOf(services))) return undefined;
  const scopes = [...(local ? [local] : []), ...(await azureScopes(services))];
  if (scopes.length <= 1) return scopes[0];

  const items = scopes.map(scope => ({ label: scope.displayName, description: scope.subscriptionId, scope }));
  const placeHolder = vscode.l10n.t('Subscription');
  return (await pick(items, { placeHolder, matchOnDescription: true }))?.scope;
}

async function azureScopes({ azureAccounts, azureSubscriptions, waits }: Services): Promise<readonly ResourceScope[]> {
  if (!azureAccounts.isUsed) return [];
  return withProgress(waits, vscode.l10n.t('Loading subscriptions'), signal => azureSubscriptions.shown(signal));
}
