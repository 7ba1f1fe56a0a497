import * as vscode from 'vscode';
import type { Page } from '../../../domain/page.ts';
import { confirmByName } from '../../prompts/resource/confirmByName.ts';
import { accountOf, type OfAccount } from '../../prompts/storage/pickAccount.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

/** How many containers are named. */
const mostNamed = 8;

export const deleteStorageAccount = defineCommand({
  id: 'iotHub.deleteStorageAccount',
  title: vscode.l10n.t('Delete Storage Account'),

  async run(services, node?: Partial<OfAccount>) {
    const target = await accountOf(services, node);
    if (!target) return;

    const { account, scope } = target;
    const { storage } = scope.resources;
    const load = (signal: AbortSignal) => storage.containers(account, { pageSize: mostNamed }, signal);
    const loading = vscode.l10n.t('Reading the containers');
    const containers = await withProgress(services.waits, loading, load, resourcesViewId);
    const title = vscode.l10n.t('Delete storage account {0}', account.name);
    if (!(await confirmByName({ title, name: account.name, cost: costOf(containers) }))) return;

    await watchOperation(services, { title, scope, begin: signal => storage.delete(account, signal) });
  },
});

function costOf({ items, next }: Page<string>): string {
  if (items.length === 0) return vscode.l10n.t('It has no containers. What else is in it is lost.');

  const list = items.join(', ');
  return next === undefined
    ? vscode.l10n.t('With it go the containers {0}, with all their files, and what else is in it.', list)
    : vscode.l10n.t('With it go the containers {0} and more, with all their files, and what else is in it.', list);
}
