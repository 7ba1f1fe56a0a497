import * as vscode from 'vscode';
import { accountOf, type OfAccount } from '../../prompts/storage/pickAccount.ts';
import { makeContainer } from '../../prompts/storage/pickContainer.ts';
import { defineCommand } from '../command.ts';

export const createContainer = defineCommand({
  id: 'iotHub.createContainer',
  title: vscode.l10n.t('Create Container'),

  async run(services, node?: Partial<OfAccount>) {
    const target = await accountOf(services, node);
    if (target) await makeContainer(services, target);
  },
});
