import { l10n, ThemeIcon, TreeItem } from 'vscode';
import type { TreeNode } from './treeNode.ts';

/** A list that is loaded page by page. */
export interface PagedNode extends TreeNode {
  /** Asks for the next page. If it cannot be had, what was loaded stays, with the failure below it. */
  loadMore(): void;
}

/** The last child of a list that goes on. */
export class LoadMoreNode implements TreeNode {
  readonly id: string;

  /** @param command loads more of the list that this node gives as its parent. */
  constructor(
    readonly parent: PagedNode,
    private readonly progress: string,
    private readonly command = 'iotHub.loadMoreDevices',
  ) {
    this.id = `${parent.id}/more`;
  }

  item(): TreeItem {
    const item = new TreeItem(l10n.t('Load more…'));
    item.description = this.progress;
    item.iconPath = new ThemeIcon('ellipsis');
    item.command = { command: this.command, title: l10n.t('Load More'), arguments: [this] };
    item.accessibilityInformation = { label: l10n.t('Load more, {0}', this.progress) };
    return item;
  }
}
