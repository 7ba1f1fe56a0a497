import * as vscode from 'vscode';
import { provisioningServiceOf } from '../../prompts/provisioning/pickProvisioningService.ts';
import { pick } from '../../prompts/question.ts';
import { labelOf } from '../../tree/nodeTree.ts';
import { PagedListNode } from '../../tree/pagedListNode.ts';
import type { ProvisioningServiceNode } from '../../tree/provisioning/provisioningServiceNode.ts';
import type { TreeNode } from '../../tree/treeNode.ts';
import { defineCommand } from '../command.ts';

type List = Pick<PagedListNode<TreeNode>, 'item' | 'loaded' | 'loadMore'>;

/** Loads the next page of a list: of enrollments, or of the registrations of a group. */
export const loadMoreEnrollments = defineCommand({
  id: 'iotHub.loadMoreEnrollments',
  title: vscode.l10n.t('Load More Enrollments'),

  async run(services, node?: Pick<TreeNode, 'parent'>) {
    if (node?.parent instanceof PagedListNode) return node.parent.loadMore();

    const service = await provisioningServiceOf(services);
    const list = service && (await pickList(services.provisioningTree.nodeOf(service)));
    list?.loadMore();
  },
});

/** Of the lists that were opened, one that goes on. */
async function pickList({ service, groups, individuals }: ProvisioningServiceNode): Promise<List | undefined> {
  const lists = [groups, individuals, ...(groups.loaded ?? [])].filter(list => list instanceof PagedListNode);
  const items = lists.filter(({ hasMore }) => hasMore).map(itemOf);
  if (items.length > 0) return (await pick(items, { placeHolder: vscode.l10n.t('List to load more of') }))?.list;

  const text = vscode.l10n.t('All is shown of the lists of {0} that you have opened.', service.name);
  void vscode.window.showInformationMessage(text);
  return undefined;
}

function itemOf(list: List) {
  const shown = list.loaded?.length ?? 0;
  const description = vscode.l10n.t('{0} shown', shown.toLocaleString(vscode.env.language));
  return { label: labelOf(list), description, list };
}
