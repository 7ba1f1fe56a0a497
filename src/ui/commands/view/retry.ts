import * as vscode from 'vscode';
import type { TreeNode } from '../../tree/treeNode.ts';
import { defineCommand } from '../command.ts';

/** Loads the children anew in whose place a failure stands. */
export const retry = defineCommand({
  id: 'iotHub.retry',
  title: vscode.l10n.t('Retry'),

  async run({ hubTree }, failure?: Pick<TreeNode, 'parent'>) {
    hubTree.refresh(failure?.parent);
  },
});
