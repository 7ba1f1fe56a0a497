import { env, l10n, ThemeIcon, TreeItem } from 'vscode';
import type { Deployment } from '../../../domain/resources/deployments.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { isRunning } from '../../support/deployment/deploymentState.ts';
import { fullTime, shortTime } from '../../support/localTime.ts';
import { MessageNode } from '../messageNode.ts';
import { LoadedListNode } from '../loadedListNode.ts';
import type { TreeNode } from '../treeNode.ts';
import { resourceContext } from './resourceContext.ts';

/** What was deployed to a resource group, the newest first. */
export class DeploymentListNode extends LoadedListNode {
  constructor(
    parent: TreeNode,
    readonly scope: ResourceScope,
    readonly groupName: string,
  ) {
    super(parent, {
      kind: 'deployments',
      label: l10n.t('Deployments'),
      accessibleLabel: l10n.t('Deployments to {0}', groupName),
      icon: 'rocket',
    });
  }

  protected async load(signal: AbortSignal): Promise<readonly TreeNode[]> {
    const { scope, groupName } = this;
    const deployments = await scope.resources.deployments.list(groupName, signal);
    if (deployments.length > 0) return deployments.map(each => new DeploymentNode(this, scope, each));

    const title = l10n.t('Nothing was deployed yet. Deploy a template…');
    const command = { command: 'iotHub.deployTemplate', title, arguments: [{ scope, groupName }] };
    return [new MessageNode(this, { text: title, icon: 'add', command })];
  }
}

class DeploymentNode implements TreeNode {
  readonly id: string;
  readonly resourceId: string;

  constructor(
    readonly parent: TreeNode,
    readonly scope: ResourceScope,
    readonly deployment: Deployment,
  ) {
    this.id = `${parent.id}/${deployment.name}`;
    this.resourceId = deployment.id;
  }

  item(): TreeItem {
    const { name, state, timestamp, fault } = this.deployment;
    const { language } = env;
    const item = new TreeItem(name);
    item.id = this.id;
    item.description = [state, timestamp === undefined ? '' : shortTime(timestamp, language)]
      .filter(Boolean)
      .join(' · ');
    item.tooltip = [name, state, fault?.message, timestamp && fullTime(timestamp, language)]
      .filter(Boolean)
      .join('\n\n');
    item.iconPath = new ThemeIcon(iconOf(this.deployment));
    item.contextValue = resourceContext(
      isRunning(this.deployment) ? 'deployment.running' : 'deployment.ended',
      this.scope,
    );
    item.command = { command: 'iotHub.showDeployment', title: l10n.t('Show Deployment'), arguments: [this] };
    item.accessibilityInformation = { label: l10n.t('Deployment {0}, {1}', name, state) };
    return item;
  }
}

function iconOf(deployment: Deployment): string {
  if (isRunning(deployment)) return 'sync';
  return deployment.state === 'Succeeded' ? 'pass' : 'error';
}
