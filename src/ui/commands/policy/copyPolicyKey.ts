import * as vscode from 'vscode';
import { copySecret } from '../../prompts/copySecret.ts';
import { askWhichKey, policiesOf, policyOf, type PolicyTarget } from '../../prompts/pickPolicy.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const copyPolicyKey = defineCommand({
  id: 'iotHub.copyPolicyKey',
  title: vscode.l10n.t('Copy Key of Policy'),

  async run(services, node?: Partial<PolicyTarget>) {
    const target = await policyOf(services, node);
    const key = target && (await askWhichKey(vscode.l10n.t('Key of {0} to copy', target.policyName)));
    if (!target || !key) return;

    const policies = await policiesOf(target);
    const title = vscode.l10n.t('Reading the keys of {0}', target.policyName);
    const policy = await withProgress(services.waits, title, signal => policies.get(target.policyName, signal));
    await copySecret(services.context, target.policyName, policy[key], 'enrollmentKey');
  },
});
