import { l10n, ThemeIcon, TreeItem } from 'vscode';
import type { DeviceListNode } from './deviceListNode.ts';
import type { TreeNode } from './treeNode.ts';

/** The last child of a list that goes on. */
export class LoadMoreNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: DeviceListNode,
    private readonly progress: string,
  ) {
    this.id = `${parent.id}/more`;
  }

  item(): TreeItem {
    const item = new TreeItem(l10n.t('Load more…'));
    item.description = this.progress;
    item.iconPath = new ThemeIcon('ellipsis');
    item.command = { command: 'iotHub.loadMoreDevices', title: l10n.t('Load More'), arguments: [this] };
    item.accessibilityInformation = { label: l10n.t('Load more devices, {0}', this.progress) };
    return item;
  }
}
