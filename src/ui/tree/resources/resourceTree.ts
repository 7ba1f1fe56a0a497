import * as vscode from 'vscode';
import type { AzureAccounts } from '../../support/azure/azureAccounts.ts';
import type { AzureSubscriptions } from '../../support/azure/azureSubscriptions.ts';
import type { Operations } from '../../support/azure/operations.ts';
import { localScope } from '../../support/azure/resourceScope.ts';
import type { LocalHub } from '../../support/localHub/localHub.ts';
import { resourcesViewId } from '../../support/progress.ts';
import type { Waits } from '../../support/hub/waits.ts';
import { AzureNode } from '../azure/azureNode.ts';
import { loadChildren } from '../loadChildren.ts';
import type { ShowAgain, TreeNode } from '../treeNode.ts';
import { OperationListNode } from './operationListNode.ts';
import { SubscriptionNode } from './subscriptionNode.ts';

export interface ResourceTreeParts {
  readonly localHub: LocalHub;
  readonly azureAccounts: AzureAccounts;
  readonly azureSubscriptions: AzureSubscriptions;
  readonly operations: Operations;
  readonly waits: Waits;
  readonly log: vscode.LogOutputChannel;
}

/** The Resources view: subscriptions of this machine and of Azure, and the operations in them. */
export class ResourceTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #parts: ResourceTreeParts;
  readonly #azure: AzureNode;
  readonly #operations: OperationListNode;
  readonly #disposables: vscode.Disposable;
  #local: SubscriptionNode | undefined;
  readonly #showAgain: ShowAgain = node => this.#changed.fire(node);

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: ResourceTreeParts) {
    this.#parts = parts;
    this.#azure = new AzureNode(
      parts.azureSubscriptions,
      (parent, subscription) => new SubscriptionNode(parent, subscription, this.#showAgain),
      this.#showAgain,
    );
    this.#operations = new OperationListNode(parts.operations);
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      vscode.window.createTreeView(resourcesViewId, { treeDataProvider: this, showCollapseAll: true }),
      parts.localHub.onDidChange(() => this.#localChanged()),
      parts.azureSubscriptions.onDidChange(() => this.#azureChanged()),
      parts.operations.onDidChange(() => this.#changed.fire(undefined)),
      // It made or ended resources.
      parts.operations.onDidEnd(() => this.refresh()),
    );
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.item();
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.#roots();

    const title =
      node instanceof AzureNode ? vscode.l10n.t('Loading subscriptions') : vscode.l10n.t('Loading resources');
    return loadChildren(this.#parts, node, { title, viewId: resourcesViewId, retry: 'iotHub.refreshResources' });
  }

  /** Loads what is under `node` anew, or everything. */
  refresh(node?: TreeNode): void {
    if (node) node.forget?.();
    else {
      this.#azure.forget();
      this.#local?.forget();
    }
    this.#changed.fire(node);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Whoever looks wants to know of those, too, that could not be followed when the window began. */
  #roots(): TreeNode[] {
    const { localHub, azureAccounts, operations } = this.#parts;
    operations.resume();
    const scope = localScope(localHub);
    this.#local = scope && (this.#local ?? new SubscriptionNode(undefined, scope, this.#showAgain));
    return [
      ...(this.#local ? [this.#local] : []),
      ...(azureAccounts.isUsed ? [this.#azure] : []),
      ...(operations.list().length > 0 ? [this.#operations] : []),
    ];
  }

  #localChanged(): void {
    this.#local = undefined;
    this.#changed.fire(undefined);
  }

  #azureChanged(): void {
    this.#azure.loadAnew();
    this.#changed.fire(undefined);
  }
}
