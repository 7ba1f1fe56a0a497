import * as vscode from 'vscode';
import type { EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';
import type { AzureAccounts } from '../../support/azure/azureAccounts.ts';
import type { AzureSubscriptions } from '../../support/azure/azureSubscriptions.ts';
import type { Hubs } from '../../support/hub/hubs.ts';
import { provisioningViewId } from '../../support/progress.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import type { ProvisioningServices } from '../../support/provisioning/provisioningServices.ts';
import type { Waits } from '../../support/hub/waits.ts';
import { AzureNode } from '../azure/azureNode.ts';
import { loadChildren } from '../loadChildren.ts';
import type { TreeNode } from '../treeNode.ts';
import { ProvisioningSubscriptionNode } from './provisioningSubscriptionNode.ts';
import { ProvisioningServiceNode } from './provisioningServiceNode.ts';

export interface ProvisioningTreeParts {
  readonly hubs: Hubs;
  readonly provisioningServices: ProvisioningServices;
  readonly azureAccounts: AzureAccounts;
  readonly azureSubscriptions: AzureSubscriptions;
  readonly waits: Waits;
  readonly log: vscode.LogOutputChannel;
}

/** The Provisioning view. */
export class ProvisioningTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #nodes = new Map<string, ProvisioningServiceNode>();
  readonly #azure: AzureNode;
  readonly #disposables: vscode.Disposable;
  readonly view: vscode.TreeView<TreeNode>;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly parts: ProvisioningTreeParts) {
    const { azureSubscriptions, provisioningServices } = parts;
    const nodeOf = (service: ProvisioningService, parent: TreeNode) => this.nodeOf(service, parent);
    const subscriptionParts = { azureServices: provisioningServices.azure, nodeOf };
    this.#azure = new AzureNode(
      azureSubscriptions,
      (parent, subscription) => new ProvisioningSubscriptionNode(parent, subscription, subscriptionParts),
      changed => this.#changed.fire(changed),
    );
    this.view = vscode.window.createTreeView(provisioningViewId, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#disposables = vscode.Disposable.from(
      this.view,
      this.#changed,
      provisioningServices.onDidChange(() => this.#servicesChanged()),
      azureSubscriptions.onDidChange(() => {
        this.#azure.loadAnew();
        this.#changed.fire(undefined);
      }),
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

    return loadChildren(this.parts, node, {
      title: loadingTitle(node),
      viewId: provisioningViewId,
      retry: 'iotHub.refreshProvisioning',
    });
  }

  /** The node of a service: the same one while it stands at its place. @param parent a service of Azure stands under. */
  nodeOf(service: ProvisioningService, parent?: TreeNode): ProvisioningServiceNode {
    const known = this.#nodes.get(service.id);
    if (known?.service === service && (!parent || known.parent === parent)) return known;

    const showAgain = (node: TreeNode | undefined) => this.#changed.fire(node);
    const node = new ProvisioningServiceNode(service, { hubs: this.parts.hubs, showAgain }, parent);
    this.#nodes.set(service.id, node);
    return node;
  }

  /** Loads what is under `node` anew, or under every service. */
  refresh(node?: TreeNode): void {
    if (node) node.forget?.();
    else this.#forgetAll();
    this.#changed.fire(node);
  }

  /** Loads the enrollments of a kind anew, with what is under them. */
  refreshEnrollments(service: ProvisioningService, kind: EnrollmentKind): void {
    const { groups, individuals } = this.nodeOf(service);
    this.refresh(kind === 'group' ? groups : individuals);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #roots(): TreeNode[] {
    const { azureAccounts, provisioningServices } = this.parts;
    const own = provisioningServices.own().map(service => this.nodeOf(service));
    return azureAccounts.isUsed ? [...own, this.#azure] : own;
  }

  #forgetAll(): void {
    this.#azure.forget();
    for (const service of this.#nodes.values()) service.forget();
  }

  #servicesChanged(): void {
    for (const node of this.#nodes.values()) if (!node.service.available) node.forget();
    this.#changed.fire(undefined);
  }
}

function loadingTitle(node: TreeNode): string {
  if (node instanceof AzureNode) return vscode.l10n.t('Loading subscriptions');
  if (node instanceof ProvisioningSubscriptionNode) return vscode.l10n.t('Loading provisioning services');
  return vscode.l10n.t('Loading enrollments');
}
