import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import { deploymentOf, type OfDeployment } from '../../prompts/deployment/pickDeployment.ts';
import { isRunning } from '../../support/deployment/deploymentState.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { defineCommand } from '../command.ts';

export const deleteDeployment = defineCommand({
  id: 'iotHub.deleteDeployment',
  title: vscode.l10n.t('Delete Deployment'),

  async run(services, node?: Partial<OfDeployment>) {
    const target = await deploymentOf(services, node, deployment => !isRunning(deployment));
    if (!target) return;

    const { scope, deployment } = target;
    const { name } = deployment;
    const agreed = await confirm({
      question: vscode.l10n.t('Delete deployment {0}?', name),
      detail: vscode.l10n.t(
        'Its record, with parameters, outputs and steps, is lost. What it deployed stays: deleting that is a matter of its own.',
      ),
      action: vscode.l10n.t('Delete'),
    });
    if (!agreed) return;

    const title = vscode.l10n.t('Delete deployment {0}', name);
    const { deployments } = scope.resources;
    await watchOperation(services, { title, scope, begin: signal => deployments.delete(deployment, signal) });
  },
});
