import * as vscode from 'vscode';
import { copySecret } from '../../prompts/copySecret.ts';
import { accountOf, type OfAccount } from '../../prompts/storage/pickAccount.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const copyStorageConnectionString = defineCommand({
  id: 'iotHub.copyStorageConnectionString',
  title: vscode.l10n.t('Copy Storage Connection String'),

  async run(services, node?: Partial<OfAccount>) {
    const target = await accountOf(services, node);
    if (!target) return;

    const { account, scope } = target;
    const read = (signal: AbortSignal) => scope.resources.storage.connectionString(account, signal);
    const title = vscode.l10n.t('Reading the keys of {0}', account.name);
    const connectionString = await withProgress(services.waits, title, read, resourcesViewId);
    await copySecret(services.context, account.name, connectionString);
  },
});
