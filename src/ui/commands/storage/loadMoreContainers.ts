import * as vscode from 'vscode';
import { PagedListNode } from '../../tree/pagedListNode.ts';
import type { TreeNode } from '../../tree/treeNode.ts';
import { containerOf } from '../../prompts/storage/pickContainer.ts';
import { defineCommand } from '../command.ts';

/** Loads the next page of the containers of an account: without its node, the person finds the one that is looked for. */
export const loadMoreContainers = defineCommand({
  id: 'iotHub.loadMoreContainers',
  title: vscode.l10n.t('Load More Containers'),

  async run(services, node?: Pick<TreeNode, 'parent'>) {
    if (node?.parent instanceof PagedListNode) return node.parent.loadMore();
    await containerOf(services);
  },
});
