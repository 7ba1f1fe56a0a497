import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { AzureSubscription } from '../../support/azure/azureSubscriptions.ts';
import type { TreeNode } from '../treeNode.ts';

/** A subscription of Azure, with what a view shows of it. */
export abstract class AzureSubscriptionNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly subscription: AzureSubscription,
  ) {
    this.id = `${parent.id}/${subscription.subscriptionId}`;
  }

  item(): TreeItem {
    const { displayName, tenant, identity, subscriptionId } = this.subscription;
    const item = new TreeItem(displayName, TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = tenant.displayName;
    item.tooltip = l10n.t(
      'Subscription {0}\nTenant {1}\nAccount {2}',
      subscriptionId,
      tenant.displayName,
      identity.label,
    );
    item.iconPath = new ThemeIcon('key');
    item.contextValue = 'subscription';
    item.accessibilityInformation = { label: l10n.t('Subscription {0}, {1}', displayName, tenant.displayName) };
    return item;
  }

  abstract children(signal: AbortSignal): Promise<readonly TreeNode[]>;
  abstract forget(): void;
}
