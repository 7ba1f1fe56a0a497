import * as vscode from 'vscode';
import { provisioningServiceOf } from '../../prompts/provisioning/pickProvisioningService.ts';
import { PagedListNode } from '../../tree/pagedListNode.ts';
import type { TreeNode } from '../../tree/treeNode.ts';
import { defineCommand } from '../command.ts';

/** Loads the next page of a list: without a node, of the individual enrollments, of which there are most. */
export const loadMoreEnrollments = defineCommand({
  id: 'iotHub.loadMoreEnrollments',
  title: vscode.l10n.t('Load More Enrollments'),

  async run(services, node?: Pick<TreeNode, 'parent'>) {
    if (node?.parent instanceof PagedListNode) return node.parent.loadMore();

    const service = await provisioningServiceOf(services);
    if (service) services.provisioningTree.nodeOf(service).individuals.loadMore();
  },
});
