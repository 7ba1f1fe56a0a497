import * as vscode from 'vscode';
import type { EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';
import type { Hubs } from '../../support/hubs.ts';
import { provisioningViewId } from '../../support/progress.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import type { ProvisioningServices } from '../../support/provisioning/provisioningServices.ts';
import type { Waits } from '../../support/waits.ts';
import { loadChildren } from '../loadChildren.ts';
import type { TreeNode } from '../treeNode.ts';
import { ProvisioningServiceNode } from './provisioningServiceNode.ts';

export interface ProvisioningTreeParts {
  readonly hubs: Hubs;
  readonly provisioningServices: ProvisioningServices;
  readonly waits: Waits;
  readonly log: vscode.LogOutputChannel;
}

/** The Provisioning view. */
export class ProvisioningTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #nodes = new Map<string, ProvisioningServiceNode>();
  readonly #disposables: vscode.Disposable;
  readonly view: vscode.TreeView<TreeNode>;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly parts: ProvisioningTreeParts) {
    this.view = vscode.window.createTreeView(provisioningViewId, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#disposables = vscode.Disposable.from(
      this.view,
      this.#changed,
      parts.provisioningServices.onDidChange(() => this.#servicesChanged()),
    );
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.item();
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.parts.provisioningServices.list().map(service => this.nodeOf(service));

    const title = vscode.l10n.t('Loading enrollments');
    return loadChildren(this.parts, node, {
      title,
      viewId: provisioningViewId,
      retry: 'iotHub.refreshProvisioning',
    });
  }

  /** The node of a service: always the same one. */
  nodeOf(service: ProvisioningService): ProvisioningServiceNode {
    const known = this.#nodes.get(service.id);
    if (known?.service === service) return known;

    const showAgain = (node: TreeNode | undefined) => this.#changed.fire(node);
    const node = new ProvisioningServiceNode(service, { hubs: this.parts.hubs, showAgain });
    this.#nodes.set(service.id, node);
    return node;
  }

  /** Loads what is under `node` anew, or under every service. */
  refresh(node?: TreeNode): void {
    if (node) node.forget?.();
    else for (const service of this.#nodes.values()) service.forget();
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

  #servicesChanged(): void {
    for (const node of this.#nodes.values()) if (!node.service.available) node.forget();
    this.#changed.fire(undefined);
  }
}
