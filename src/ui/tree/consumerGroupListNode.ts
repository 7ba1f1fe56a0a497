import { l10n, ThemeIcon, TreeItem } from 'vscode';
import { defaultConsumerGroup } from '../../domain/consumerGroups.ts';
import type { Hub } from '../support/hub/hub.ts';
import { hubResourceOf } from '../support/hub/hubResourceOf.ts';
import { LoadedListNode } from './loadedListNode.ts';
import type { TreeNode } from './treeNode.ts';

/** "Consumer Groups" under a hub: each reads the messages of the built-in endpoint for itself. */
export class ConsumerGroupListNode extends LoadedListNode {
  constructor(
    parent: TreeNode,
    readonly hub: Hub,
  ) {
    super(parent, {
      kind: 'consumerGroups',
      label: l10n.t('Consumer Groups'),
      tooltip: l10n.t('Who reads the messages of the devices of {0}, each group for itself', hub.name),
      icon: 'list-tree',
    });
  }

  protected async load(signal: AbortSignal): Promise<readonly TreeNode[]> {
    const { consumerGroups } = await hubResourceOf(this.hub);
    return (await consumerGroups.list(signal)).map(name => new ConsumerGroupNode(this, this.hub, name));
  }
}

class ConsumerGroupNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    readonly groupName: string,
  ) {
    this.id = `${parent.id}/${groupName}`;
  }

  item(): TreeItem {
    const stays = this.groupName === defaultConsumerGroup;
    const item = new TreeItem(this.groupName);
    item.id = this.id;
    item.description = stays ? l10n.t('cannot be deleted') : '';
    item.iconPath = new ThemeIcon('list-tree');
    item.contextValue = stays ? 'consumerGroup.default' : 'consumerGroup.own';
    item.accessibilityInformation = { label: l10n.t('Consumer group {0}', this.groupName) };
    return item;
  }
}
