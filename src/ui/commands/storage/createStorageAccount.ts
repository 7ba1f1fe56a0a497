import * as vscode from 'vscode';
import type { OfGroup } from '../../prompts/resource/pickGroup.ts';
import { scopeOf } from '../../prompts/resource/pickScope.ts';
import { type AccountDraft, askNewAccount } from '../../prompts/storage/askNewAccount.ts';
import { makeAccount } from '../../prompts/storage/pickAccount.ts';
import { defineCommand } from '../command.ts';

export const createStorageAccount = defineCommand({
  id: 'iotHub.createStorageAccount',
  title: vscode.l10n.t('Create Storage Account'),

  /** @param node may have the account already: then nothing is asked. */
  async run(services, node?: Partial<OfGroup & { readonly newAccount: AccountDraft }>) {
    const scope = await scopeOf(services, node);
    const draft = scope && (node?.newAccount ?? (await askNewAccount(services, scope, node?.groupName)));
    if (draft) await makeAccount(services, { scope }, draft);
  },
});
