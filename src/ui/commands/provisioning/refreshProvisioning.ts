import * as vscode from 'vscode';
import type { TreeNode } from '../../tree/treeNode.ts';
import { defineCommand } from '../command.ts';

/** Reads a list anew, the list in which a failure stands, or everything. */
export const refreshProvisioning = defineCommand({
  id: 'iotHub.refreshProvisioning',
  title: vscode.l10n.t('Refresh Provisioning'),

  async run({ provisioningTree }, node?: Pick<TreeNode, 'parent'> | TreeNode) {
    provisioningTree.refresh(node && 'item' in node ? node : node?.parent);
  },
});
