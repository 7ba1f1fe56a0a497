import { l10n, ThemeIcon, TreeItem, type Uri, workspace } from 'vscode';
import type { Hub } from '../support/hub/hub.ts';
import type { TreeNode } from './treeNode.ts';

/** A file of queries in the workspace. A click opens it, with what runs each query above it. */
export class QueryFileNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    readonly file: Uri,
  ) {
    this.id = `${parent.id}/file/${file.toString()}`;
  }

  item(): TreeItem {
    const path = workspace.asRelativePath(this.file);
    const folder = path.split('/').slice(0, -1).join('/');

    const item = new TreeItem(path.split('/').at(-1) ?? path);
    item.id = this.id;
    item.description = folder === '' ? l10n.t('file') : l10n.t('file in {0}', folder);
    item.tooltip = path;
    item.iconPath = new ThemeIcon('file-code');
    item.contextValue = 'queryFile';
    item.accessibilityInformation = { label: l10n.t('File of queries {0}', path) };
    item.command = { command: 'iotHub.editQuery', title: l10n.t('Edit Query'), arguments: [this] };
    return item;
  }
}
