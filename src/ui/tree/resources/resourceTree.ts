import type { AzureAccounts } from '../../support/azure/azureAccounts.ts';
import type { AzureSubscriptions } from '../../support/azure/azureSubscriptions.ts';
import type { Operations } from '../../support/azure/operations.ts';
import { localScope } from '../../support/azure/resourceScope.ts';
import type { LocalHub } from '../../support/localHub/localHub.ts';
import { resourcesViewId } from '../../support/progress.ts';
import { AzureNode } from '../azure/azureNode.ts';
import { NodeTree, type NodeTreeParts } from '../nodeTree.ts';
import type { TreeNode } from '../treeNode.ts';
import { OperationListNode } from './operationListNode.ts';
import { SubscriptionNode } from './subscriptionNode.ts';

export interface ResourceTreeParts extends NodeTreeParts {
  readonly localHub: LocalHub;
  readonly azureAccounts: AzureAccounts;
  readonly azureSubscriptions: AzureSubscriptions;
  readonly operations: Operations;
}

/** The Resources view: subscriptions of this machine and of Azure, and the operations in them. */
export class ResourceTree extends NodeTree {
  readonly #parts: ResourceTreeParts;
  readonly #azure: AzureNode;
  readonly #operations: OperationListNode;
  #local: SubscriptionNode | undefined;

  constructor(parts: ResourceTreeParts) {
    super(parts, resourcesViewId, 'iotHub.refreshResources');
    this.#parts = parts;
    this.#azure = new AzureNode(
      parts.azureSubscriptions,
      (parent, subscription) => new SubscriptionNode(parent, subscription, this.showAgain),
      this.showAgain,
    );
    this.#operations = new OperationListNode(parts.operations);
    this.createView();
    this.disposeLater(
      parts.localHub.onDidChange(() => this.#localChanged()),
      parts.azureSubscriptions.onDidChange(() => this.#azureChanged()),
      parts.operations.onDidChange(() => this.showAgain(undefined)),
      // It made or ended resources.
      parts.operations.onDidEnd(() => this.refresh()),
    );
  }

  protected override forgetAll(): void {
    this.#azure.forget();
    this.#local?.forget();
  }

  /** Whoever looks wants to know of those, too, that could not be followed when the window began. */
  protected override roots(): TreeNode[] {
    const { localHub, azureAccounts, operations } = this.#parts;
    operations.resume();
    const scope = localScope(localHub);
    this.#local = scope && (this.#local ?? new SubscriptionNode(undefined, scope, this.showAgain));
    return [
      ...(this.#local ? [this.#local] : []),
      ...(azureAccounts.isUsed ? [this.#azure] : []),
      ...(operations.list().length > 0 ? [this.#operations] : []),
    ];
  }

  #localChanged(): void {
    this.#local = undefined;
    this.showAgain(undefined);
  }

  #azureChanged(): void {
    this.#azure.loadAnew();
    this.showAgain(undefined);
  }
}
