import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import { deploymentOf, type OfDeployment } from '../../prompts/deployment/pickDeployment.ts';
import { isRunning } from '../../support/deployment/deploymentState.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const cancelDeployment = defineCommand({
  id: 'iotHub.cancelDeployment',
  title: vscode.l10n.t('Cancel Deployment'),

  async run(services, node?: Partial<OfDeployment>) {
    const target = await deploymentOf(services, node, isRunning);
    if (!target) return;

    const { scope, deployment } = target;
    const agreed = await confirm({
      question: vscode.l10n.t('Cancel deployment {0}?', deployment.name),
      detail: vscode.l10n.t('What it did until now stays; what it has not begun is not done.'),
      action: vscode.l10n.t('Cancel Deployment'),
    });
    if (!agreed) return;

    const title = vscode.l10n.t('Cancelling deployment {0}', deployment.name);
    const cancel = (signal: AbortSignal) => scope.resources.deployments.cancel(deployment, signal);
    await withProgress(services.waits, title, cancel, resourcesViewId);
    services.resourceTree.refresh();
  },
});
