import * as vscode from 'vscode';
import type { Deployment } from '../../../domain/resources/deployments.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { groupOf, type OfGroup } from '../resource/pickGroup.ts';
import type { OfScope } from '../resource/pickScope.ts';

/** What carries a deployment: its node. */
export interface OfDeployment extends OfScope {
  readonly deployment: Deployment;
}

/** The deployment of `node`, or the one that the person picks among those that `fits`. */
export async function deploymentOf(
  services: Services,
  node?: Partial<OfDeployment & OfGroup>,
  fits: (deployment: Deployment) => boolean = () => true,
): Promise<OfDeployment | undefined> {
  const { scope, deployment } = node ?? {};
  if (scope && deployment) return { scope, deployment };

  const target = await groupOf(services, node);
  if (!target) return undefined;
  const { groupName } = target;
  const loading = vscode.l10n.t('Loading deployments');
  const list = (signal: AbortSignal) => target.scope.resources.deployments.list(groupName, signal);
  const deployments = (await withProgress(services.waits, loading, list, resourcesViewId)).filter(fits);
  if (deployments.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} has no deployment of which this can be done.', groupName),
    );
    return undefined;
  }
  const items = deployments.map(each => ({ label: each.name, description: each.state, deployment: each }));
  const picked = await pick(items, { placeHolder: vscode.l10n.t('Deployment') });
  return picked && { scope: target.scope, deployment: picked.deployment };
}
