import * as vscode from 'vscode';
import { printHubConnectionString } from '../../../domain/printHubConnectionString.ts';
import { copySecret } from '../../prompts/copySecret.ts';
import { policiesOf, policyOf, type PolicyTarget } from '../../prompts/pickPolicy.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const copyPolicyConnectionString = defineCommand({
  id: 'iotHub.copyPolicyConnectionString',
  title: vscode.l10n.t('Copy Connection String of Policy'),

  async run(services, node?: Partial<PolicyTarget>) {
    const target = await policyOf(services, node);
    if (!target) return;

    const { hub, policyName } = target;
    const policies = await policiesOf(target);
    const title = vscode.l10n.t('Reading the keys of {0}', policyName);
    const { primaryKey } = await withProgress(services.waits, title, signal => policies.get(policyName, signal));
    const { hostName } = (await hub.connect()).endpoint;
    const connectionString = { hostName, sharedAccessKeyName: policyName, sharedAccessKey: primaryKey };
    await copySecret(services.context, policyName, printHubConnectionString(connectionString));
  },
});
