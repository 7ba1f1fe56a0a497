import * as vscode from 'vscode';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const signInToAzure = defineCommand({
  id: 'iotHub.signInToAzure',
  title: vscode.l10n.t('Sign In to Azure'),

  async run({ azureAccounts, waits }, target?: { readonly tenantId?: string }) {
    await withProgress(waits, vscode.l10n.t('Signing in to Azure'), signal =>
      azureAccounts.signIn(target?.tenantId, signal),
    );
  },
});
