import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Hub } from '../support/hub/hub.ts';
import type { QueryFiles } from '../support/query/queryFiles.ts';
import type { SavedQueries } from '../support/query/savedQueries.ts';
import { MessageNode } from './messageNode.ts';
import { QueryFileNode } from './queryFileNode.ts';
import { QueryNode } from './queryNode.ts';
import type { TreeNode } from './treeNode.ts';

/** "Queries" under a hub: those that were saved, the files of the workspace, then those that ran last. */
export class QueryListNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    private readonly queries: SavedQueries,
    private readonly files: Pick<QueryFiles, 'list'>,
  ) {
    this.id = `${parent.id}/queries`;
  }

  item(): TreeItem {
    const count = this.queries.list().length;
    const words = count === 0 ? '' : l10n.t('{0} saved', count);

    const item = new TreeItem(l10n.t('Queries'), TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = words;
    item.tooltip = l10n.t('Saved queries, files of queries, and those that ran last on {0}', this.hub.name);
    item.iconPath = new ThemeIcon('search');
    item.contextValue = 'queries';
    item.accessibilityInformation = { label: `${l10n.t('Queries')}, ${words}` };
    return item;
  }

  async children(): Promise<readonly TreeNode[]> {
    const { hub, queries } = this;
    const files = await this.files.list();
    const nodes = [
      ...queries.list().map(query => QueryNode.saved(this, hub, query)),
      ...files.map(file => new QueryFileNode(this, hub, file)),
      ...queries.recent(hub).map(text => QueryNode.recent(this, hub, text)),
    ];
    return nodes.length > 0 ? nodes : [this.#nothing()];
  }

  #nothing(): MessageNode {
    const command = { command: 'iotHub.newQuery', title: l10n.t('New Query'), arguments: [this] };
    return new MessageNode(this, { text: l10n.t('No queries yet. Write one.'), icon: 'add', command });
  }
}
