import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Hub } from '../support/hub/hub.ts';
import type { MethodHistory } from '../support/method/methodHistory.ts';
import { MessageNode } from './messageNode.ts';
import { MethodRunNode } from './methodRunNode.ts';
import type { TreeNode } from './treeNode.ts';

/** "Methods" under a hub: what was called, newest first. */
export class MethodListNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    private readonly history: MethodHistory,
  ) {
    this.id = `${parent.id}/methods`;
  }

  item(): TreeItem {
    const count = this.history.runs(this.hub.id).length;
    const item = new TreeItem(l10n.t('Methods'), TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = count === 0 ? '' : l10n.t('{0} called', count);
    item.accessibilityInformation = { label: `${l10n.t('Methods')}, ${l10n.t('{0} called', count)}` };
    item.tooltip = l10n.t('Direct methods that were called on devices of {0}', this.hub.name);
    item.iconPath = new ThemeIcon('history');
    item.contextValue = count === 0 ? 'methods' : 'methods.some';
    return item;
  }

  children(): readonly TreeNode[] {
    const runs = this.history.runs(this.hub.id).map(run => new MethodRunNode(this, run));
    return runs.length > 0 ? runs : [new MessageNode(this, { text: l10n.t('Nothing was called yet.'), icon: 'info' })];
  }
}
