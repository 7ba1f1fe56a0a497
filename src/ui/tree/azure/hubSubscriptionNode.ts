import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { HubListing } from '../../../domain/resources/resourceManager.ts';
import type { AzureHubs } from '../../support/azure/azureHubs.ts';
import type { AzureHubView } from '../../support/azure/azureHubView.ts';
import type { AzureSubscription } from '../../support/azure/azureSubscriptions.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { HubNode } from '../hubNode.ts';
import { MessageNode } from '../messageNode.ts';
import type { TreeNode } from '../treeNode.ts';
import { AzureSubscriptionNode } from './azureSubscriptionNode.ts';
import { InWorkNode } from './inWorkNode.ts';

export interface HubSubscriptionParts {
  readonly azureHubs: AzureHubs;
  readonly azureHubView: AzureHubView;
  readonly nodeOf: (hub: Hub, parent: TreeNode) => HubNode;
}

/** A subscription, with the hubs that it has. */
export class HubSubscriptionNode extends AzureSubscriptionNode {
  readonly #parts: HubSubscriptionParts;
  #listings: readonly HubListing[] | undefined;

  constructor(parent: TreeNode, subscription: AzureSubscription, parts: HubSubscriptionParts) {
    super(parent, subscription);
    this.#parts = parts;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    this.#listings ??= await this.subscription.resources.hubs.list(signal);
    const { nameFilter, groupsByResourceGroup } = this.#parts.azureHubView;
    const shown = this.#listings.filter(({ name }) => name.toLowerCase().includes(nameFilter.toLowerCase()));
    if (shown.length === 0) return [new MessageNode(this, emptyMessage(this.#listings.length, nameFilter))];
    if (!groupsByResourceGroup) return this.nodesOf(shown, this);

    const groups = Map.groupBy(shown, ({ resourceGroup }) => resourceGroup);
    return [...groups].map(([name, listings]) => new HubGroupNode(this, name, listings));
  }

  forget(): void {
    this.#listings = undefined;
  }

  nodesOf(listings: readonly HubListing[], parent: TreeNode): readonly TreeNode[] {
    return listings.map(listing => {
      const hub = this.#parts.azureHubs.of(listing, this.subscription);
      return hub ? this.#parts.nodeOf(hub, parent) : new InWorkNode(parent, listing);
    });
  }
}

/** A resource group, with the hubs of a subscription that are in it. */
class HubGroupNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: HubSubscriptionNode,
    private readonly name: string,
    private readonly listings: readonly HubListing[],
  ) {
    this.id = `${parent.id}/group/${name}`;
  }

  item(): TreeItem {
    const item = new TreeItem(this.name, TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = String(this.listings.length);
    item.iconPath = new ThemeIcon('folder');
    item.contextValue = 'hubGroup';
    item.accessibilityInformation = { label: l10n.t('Resource group {0}, {1} hubs', this.name, this.listings.length) };
    return item;
  }

  children(): readonly TreeNode[] {
    return this.parent.nodesOf(this.listings, this);
  }
}

function emptyMessage(count: number, nameFilter: string) {
  if (count > 0) {
    const title = l10n.t('None of {0} hubs has "{1}" in its name. Filter…', count, nameFilter);
    return { text: title, icon: 'filter', command: { command: 'iotHub.filterAzureHubs', title } };
  }
  const title = l10n.t('No hubs yet. Create one…');
  return { text: title, icon: 'add', command: { command: 'iotHub.createAzureHub', title } };
}
