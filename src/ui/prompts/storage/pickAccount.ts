import * as vscode from 'vscode';
import type { StorageAccountListing, StoragePlace } from '../../../domain/resources/storageResources.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { makeGroup } from '../resource/groupSteps.ts';
import { type OfScope, scopeOf } from '../resource/pickScope.ts';
import { askNewAccount, type AccountDraft } from './askNewAccount.ts';

/** What carries a storage account: its node, that of a container. */
export interface OfAccount extends OfScope {
  readonly account: StoragePlace;
}

/** Of whom accounts are offered, and whether a new one is. */
export interface AccountChoice {
  readonly orNew?: boolean;
  /** False where storage of this machine is of no use. */
  readonly withLocal?: boolean;
}

/** The storage account of `node`, or the one that the person picks, or makes where that is offered. */
export async function accountOf(
  services: Services,
  node?: Partial<OfAccount>,
  { orNew = false, withLocal = true }: AccountChoice = {},
): Promise<OfAccount | undefined> {
  const scope = await scopeOf(services, node, withLocal);
  if (!scope || node?.account) return scope && node?.account && { scope, account: node.account };

  const title = vscode.l10n.t('Loading storage accounts');
  const load = (signal: AbortSignal) => scope.resources.storage.list(signal);
  const accounts = await withProgress(services.waits, title, load, resourcesViewId);
  const items: AccountItem[] = [
    ...(orNew || accounts.length === 0 ? [{ label: vscode.l10n.t('$(add) New Storage Account…') }] : []),
    ...accounts.map(toItem),
  ];
  const picked = await pick(items, { placeHolder: vscode.l10n.t('Storage account'), matchOnDescription: true });
  if (!picked) return undefined;
  if (picked.account) return { scope, account: picked.account };

  const draft = await askNewAccount(services, scope);
  return draft && makeAccount(services, { scope }, draft);
}

/** Makes an account, with its group if that is new. Nothing if the person leaves it before it is made. */
export async function makeAccount(
  services: Services,
  { scope }: OfScope,
  draft: AccountDraft,
): Promise<OfAccount | undefined> {
  await makeGroup(services, scope, draft);
  const made = await watchOperation(services, {
    title: vscode.l10n.t('Create storage account {0}', draft.name),
    scope,
    begin: signal => scope.resources.storage.create(draft, signal),
  });
  return made ? { scope, account: draft } : undefined;
}

interface AccountItem extends vscode.QuickPickItem {
  /** Nothing for a new one. */
  readonly account?: StorageAccountListing;
}

function toItem(account: StorageAccountListing): AccountItem {
  const { name, resourceGroup, location, keysRefused } = account;
  const words = [resourceGroup, location, ...(keysRefused ? [vscode.l10n.t('allows no keys')] : [])];
  return { label: name, description: words.join(' · '), account };
}
