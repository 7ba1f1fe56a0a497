import * as vscode from 'vscode';
import type { DeploymentRequest } from '../../../domain/resources/deployments.ts';
import { placeOf } from '../../../domain/resources/compute.ts';
import { askDeployment } from '../../prompts/deployment/askDeployment.ts';
import { groupOf, type OfGroup } from '../../prompts/resource/pickGroup.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { logText } from '../../support/showFailure.ts';
import { defineCommand } from '../command.ts';

export const deployTemplate = defineCommand({
  id: 'iotHub.deployTemplate',
  title: vscode.l10n.t('Deploy Template'),

  async run(services, node?: Partial<OfGroup>) {
    const target = await groupOf(services, node);
    if (!target) return;

    const { scope, groupName } = target;
    const request = await askDeployment(groupName, draft => review(services, scope, draft));
    if (!request) return;

    const { deployments } = scope.resources;
    let begun = false;
    try {
      await watchOperation(services, {
        title: vscode.l10n.t('Deploy {0} to {1}', request.name, groupName),
        scope,
        async begin(signal) {
          const operation = await deployments.create(request, signal);
          begun = true;
          return operation;
        },
      });
    } finally {
      // In the place of the preview, which is not true any more.
      if (begun) await show(services, scope, request);
    }
  },
});

/** Shows what came of it, well or not. What keeps us from that is no failure of the deployment. */
async function show(services: Services, scope: ResourceScope, request: DeploymentRequest): Promise<void> {
  const { waits, deploymentDocuments, log } = services;
  const loading = vscode.l10n.t('Loading deployment {0}', request.name);
  const load = (signal: AbortSignal) => deploymentDocuments.show(scope, placeOf(request), signal);
  try {
    await withProgress(waits, loading, load, resourcesViewId);
  } catch (error) {
    log.warn(logText(error));
  }
}

/** Has it checked, and shows what it would do. */
async function review(
  { waits, deploymentDocuments }: Services,
  { resources }: ResourceScope,
  request: DeploymentRequest,
) {
  const title = vscode.l10n.t('Asking what deploying {0} would do', request.name);
  const ask = async (signal: AbortSignal) => {
    await resources.deployments.validate(request, signal);
    return resources.deployments.preview(request, signal);
  };
  const changes = await withProgress(waits, title, ask, resourcesViewId);
  await deploymentDocuments.showPreview(request, changes);
  return changes;
}
