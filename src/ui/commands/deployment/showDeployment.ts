import * as vscode from 'vscode';
import { deploymentOf, type OfDeployment } from '../../prompts/deployment/pickDeployment.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const showDeployment = defineCommand({
  id: 'iotHub.showDeployment',
  title: vscode.l10n.t('Show Deployment'),

  async run(services, node?: Partial<OfDeployment>) {
    const target = await deploymentOf(services, node);
    if (!target) return;

    const { scope, deployment } = target;
    const title = vscode.l10n.t('Loading deployment {0}', deployment.name);
    const show = (signal: AbortSignal) => services.deploymentDocuments.show(scope, deployment, signal);
    await withProgress(services.waits, title, show, resourcesViewId);
  },
});
