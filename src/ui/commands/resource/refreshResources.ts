import * as vscode from 'vscode';
import type { TreeNode } from '../../tree/treeNode.ts';
import { defineCommand } from '../command.ts';

export const refreshResources = defineCommand({
  id: 'iotHub.refreshResources',
  title: vscode.l10n.t('Refresh Resources'),

  /** @param node to read anew, or a row that says why it could not be read: then its parent. */
  async run({ resourceTree }, node?: TreeNode) {
    resourceTree.refresh(node && (node.children ? node : node.parent));
  },
});
