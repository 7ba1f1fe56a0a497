import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import { askWhichKey, policiesOf, policyOf, type PolicyTarget } from '../../prompts/pickPolicy.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const regeneratePolicyKey = defineCommand({
  id: 'iotHub.regeneratePolicyKey',
  title: vscode.l10n.t('Regenerate Key of Policy'),

  async run(services, node?: Partial<PolicyTarget>) {
    const target = await policyOf(services, node);
    const key = target && (await askWhichKey(vscode.l10n.t('Key of {0} to replace', target.policyName)));
    if (!target || !key) return;

    const { policyName, hub } = target;
    const which = key === 'primaryKey' ? vscode.l10n.t('primary key') : vscode.l10n.t('secondary key');
    const agreed = await confirm({
      question: vscode.l10n.t('Replace the {0} of policy {1}?', which, policyName),
      detail: vscode.l10n.t(
        "Programs that come in to {0} with it are refused from then on; those with the other key are not. This can't be undone.",
        hub.name,
      ),
      action: vscode.l10n.t('Replace'),
    });
    if (!agreed) return;

    const policies = await policiesOf(target);
    await withProgress(services.waits, vscode.l10n.t('Replacing the {0} of {1}', which, policyName), signal =>
      policies.regenerate(policyName, key, signal),
    );
    vscode.window.setStatusBarMessage(vscode.l10n.t('Policy {0} has a new {1}', policyName, which), 4_000);
  },
});
