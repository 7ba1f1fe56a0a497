import * as vscode from 'vscode';
import type { TreeNode } from '../../tree/treeNode.ts';
import { DeviceNode } from '../../tree/deviceNode.ts';
import { defineCommand } from '../command.ts';

/** Reads one node anew; a device alone with its modules, a list with its pages, or everything if no node is given. */
export const refresh = defineCommand({
  id: 'iotHub.refresh',
  title: vscode.l10n.t('Refresh'),

  async run({ hubTree, deviceEvents }, node?: TreeNode) {
    hubTree.refresh(node);
    if (node instanceof DeviceNode) deviceEvents.changed(node.hub.id, [node.deviceId]);
  },
});
