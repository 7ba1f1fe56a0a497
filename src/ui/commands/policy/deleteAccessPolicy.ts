import * as vscode from 'vscode';
import { confirmByName } from '../../prompts/resource/confirmByName.ts';
import { policiesOf, policyOf, type PolicyTarget } from '../../prompts/pickPolicy.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const deleteAccessPolicy = defineCommand({
  id: 'iotHub.deleteAccessPolicy',
  title: vscode.l10n.t('Delete Shared Access Policy'),

  async run(services, node?: Partial<PolicyTarget>) {
    const target = await policyOf(services, node);
    if (!target) return;

    const { hub, policyName } = target;
    const title = vscode.l10n.t('Delete policy {0} of {1}', policyName, hub.name);
    const cost = vscode.l10n.t('All programs that come in with its keys are refused from then on.');
    if (!(await confirmByName({ title, name: policyName, cost }))) return;

    const policies = await policiesOf(target);
    await withProgress(services.waits, title, signal => policies.delete(policyName, signal));
    services.hubTree.refresh(services.hubTree.nodeOf(hub).policies);
  },
});
