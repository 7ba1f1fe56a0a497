import * as vscode from 'vscode';
import { hubOf } from '../../prompts/pickHub.ts';
import { DeviceListNode } from '../../tree/deviceListNode.ts';
import type { TreeNode } from '../../tree/treeNode.ts';
import { defineCommand } from '../command.ts';

export const loadMoreDevices = defineCommand({
  id: 'iotHub.loadMoreDevices',
  title: vscode.l10n.t('Load More Devices'),

  async run(services, node?: TreeNode) {
    const list = node?.parent instanceof DeviceListNode ? node.parent : await pickList();
    list?.loadMore();

    async function pickList(): Promise<DeviceListNode | undefined> {
      const hub = await hubOf(services);
      return hub && services.hubTree.nodeOf(hub).devices;
    }
  },
});
