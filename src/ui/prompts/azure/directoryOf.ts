import * as vscode from 'vscode';
import type { Directory } from '../../support/azure/azureSubscriptions.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';

/** What the accounts can see; offers to sign in where nobody is. Nothing if the person gives up. */
export async function directoryOf({ azureSubscriptions, waits }: Services): Promise<Directory | undefined> {
  const load = () =>
    withProgress(waits, vscode.l10n.t('Loading subscriptions'), signal => azureSubscriptions.directory(signal));
  const directory = await load();
  if (directory.identities.length > 0) return directory;

  const signIn = vscode.l10n.t('Sign In');
  const choice = await vscode.window.showInformationMessage(vscode.l10n.t('You are not signed in to Azure.'), signIn);
  if (choice !== signIn) return undefined;

  await vscode.commands.executeCommand('iotHub.signInToAzure');
  const again = await load();
  return again.identities.length > 0 ? again : undefined;
}
