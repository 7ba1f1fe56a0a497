import * as vscode from 'vscode';
import { type AccessRight, accessRights, policyNameProblem } from '../../../domain/accessPolicies.ts';
import { managedHubOf } from '../../prompts/managedHubOf.ts';
import type { OfHub } from '../../prompts/pickHub.ts';
import { policiesOf } from '../../prompts/pickPolicy.ts';
import { askLine, pickMany } from '../../prompts/question.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const createAccessPolicy = defineCommand({
  id: 'iotHub.createAccessPolicy',
  title: vscode.l10n.t('Create Shared Access Policy'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await managedHubOf(services, node);
    const title = vscode.l10n.t('Create Shared Access Policy');
    const name = hub && (await askName(title));
    const rights = name ? await askRights(title) : undefined;
    if (!hub || !name || !rights) return;

    const policies = await policiesOf({ hub });
    await withProgress(services.waits, vscode.l10n.t('Creating policy {0}', name), signal =>
      policies.create(name, rights, signal),
    );
    services.hubTree.refresh(services.hubTree.nodeOf(hub).policies);
  },
});

function askName(title: string): Promise<string | undefined> {
  return askLine({
    title,
    prompt: vscode.l10n.t('Name of the policy'),
    validateInput: text => (text === '' ? undefined : policyNameProblem(text)),
  });
}

/** At least one. */
async function askRights(title: string): Promise<readonly AccessRight[] | undefined> {
  const items = accessRights.map(right => ({ label: right, description: rightWords(right), right }));
  const picked = await pickMany(items, { title, placeHolder: vscode.l10n.t('What whoever has its keys may do') });
  return picked && picked.length > 0 ? picked.map(({ right }) => right) : undefined;
}

function rightWords(right: AccessRight): string {
  switch (right) {
    case 'RegistryRead':
      return vscode.l10n.t('read identities of devices');
    case 'RegistryWrite':
      return vscode.l10n.t('read, make, change and delete identities of devices');
    case 'ServiceConnect':
      return vscode.l10n.t('read messages and twins, call methods, send messages to devices');
    case 'DeviceConnect':
      return vscode.l10n.t('speak for any device');
  }
}
