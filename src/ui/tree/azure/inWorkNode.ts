import { l10n, ThemeIcon, TreeItem } from 'vscode';
import type { TreeNode } from '../treeNode.ts';

/** A hub or a provisioning service that is being made, or could not be. */
export class InWorkNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    private readonly listing: { readonly name: string; readonly state: string },
  ) {
    this.id = `${parent.id}/inWork/${listing.name}`;
  }

  item(): TreeItem {
    const { name, state } = this.listing;
    const item = new TreeItem(name);
    item.id = this.id;
    item.description = state;
    item.iconPath = new ThemeIcon('loading~spin');
    item.accessibilityInformation = { label: l10n.t('{0}, {1}', name, state) };
    return item;
  }
}
