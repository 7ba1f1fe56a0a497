import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Page, PageRequest } from '../../../domain/page.ts';
import type { Resource } from '../../../domain/resources/resourceManager.ts';
import type { StoragePlace } from '../../../domain/resources/storageResources.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { MessageNode } from '../messageNode.ts';
import { PagedListNode } from '../pagedListNode.ts';
import type { ShowAgain, TreeNode } from '../treeNode.ts';
import { resourceContext } from './resourceContext.ts';

/** A storage account, with its containers. */
export class StorageAccountNode extends PagedListNode<ContainerNode> {
  readonly resourceId: string;

  constructor(
    parent: TreeNode,
    readonly scope: ResourceScope,
    readonly account: StoragePlace,
    private readonly resource: Resource,
    showAgain: ShowAgain,
  ) {
    super(`${parent.id}/${resource.type}/${resource.name}`, parent, 'iotHub.loadMoreContainers', showAgain);
    this.resourceId = resource.id;
  }

  item(): TreeItem {
    const { name, location } = this.resource;
    const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = [l10n.t('storage account'), location].join(' · ');
    item.tooltip = this.resourceId;
    item.iconPath = new ThemeIcon('database');
    item.contextValue = resourceContext('storageAccount', this.scope);
    item.accessibilityInformation = { label: l10n.t('Storage account {0}', name) };
    return item;
  }

  protected async loadPage(page: PageRequest, signal: AbortSignal): Promise<Page<ContainerNode>> {
    const { items, ...rest } = await this.scope.resources.storage.containers(this.account, page, signal);
    return { items: items.map(name => new ContainerNode(this, name)), ...rest };
  }

  protected nothing(): TreeNode {
    const text = l10n.t('No containers yet. Create one…');
    const command = { command: 'iotHub.createContainer', title: text, arguments: [this] };
    return new MessageNode(this, { text, icon: 'add', command });
  }
}

/** A container of blobs. */
export class ContainerNode implements TreeNode {
  readonly id: string;
  readonly scope: ResourceScope;
  readonly account: StoragePlace;

  constructor(
    readonly parent: StorageAccountNode,
    readonly container: string,
  ) {
    this.id = `${parent.id}/${container}`;
    this.scope = parent.scope;
    this.account = parent.account;
  }

  item(): TreeItem {
    const item = new TreeItem(this.container);
    item.id = this.id;
    item.tooltip = `${this.account.name}/${this.container}`;
    item.iconPath = new ThemeIcon('folder-library');
    item.contextValue = 'storageContainer';
    item.accessibilityInformation = { label: l10n.t('Container {0}', this.container) };
    return item;
  }
}
