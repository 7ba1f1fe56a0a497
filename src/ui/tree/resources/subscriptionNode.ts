import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { MessageNode } from '../messageNode.ts';
import type { ShowAgain, TreeNode } from '../treeNode.ts';
import { resourceContext } from './resourceContext.ts';
import { ResourceGroupNode } from './resourceGroupNode.ts';

/** A subscription, with its resource groups. */
export class SubscriptionNode implements TreeNode {
  readonly id: string;
  #groups: readonly TreeNode[] | undefined;

  constructor(
    readonly parent: TreeNode | undefined,
    readonly scope: ResourceScope,
    private readonly showAgain: ShowAgain,
  ) {
    this.id = `resources/${scope.origin.kind}/${scope.subscriptionId}`;
  }

  item(): TreeItem {
    const { displayName, subscriptionId, origin } = this.scope;
    const isLocal = origin.kind === 'local';
    const item = new TreeItem(displayName, TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = isLocal ? l10n.t('local') : '';
    item.tooltip = l10n.t('Subscription {0}', subscriptionId);
    item.iconPath = new ThemeIcon(isLocal ? 'vm-running' : 'key');
    item.contextValue = resourceContext('subscription', this.scope);
    item.accessibilityInformation = { label: l10n.t('Subscription {0}', displayName) };
    return item;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    this.#groups ??= await this.#load(signal);
    return this.#groups;
  }

  forget(): void {
    this.#groups = undefined;
  }

  async #load(signal: AbortSignal): Promise<readonly TreeNode[]> {
    const groups = await this.scope.resources.groups.list(signal);
    if (groups.length > 0) return groups.map(group => new ResourceGroupNode(this, this.scope, group, this.showAgain));

    const title = l10n.t('No resource groups yet. Create one…');
    const command = { command: 'iotHub.createResourceGroup', title, arguments: [{ scope: this.scope }] };
    return [new MessageNode(this, { text: title, icon: 'add', command })];
  }
}
