import type * as vscode from 'vscode';
import type { EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';
import type { AzureAccounts } from '../../support/azure/azureAccounts.ts';
import type { AzureSubscriptions } from '../../support/azure/azureSubscriptions.ts';
import type { Hubs } from '../../support/hub/hubs.ts';
import { provisioningViewId } from '../../support/progress.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import type { ProvisioningServices } from '../../support/provisioning/provisioningServices.ts';
import { AzureNode } from '../azure/azureNode.ts';
import { NodeTree, type NodeTreeParts } from '../nodeTree.ts';
import type { TreeNode } from '../treeNode.ts';
import { ProvisioningSubscriptionNode } from './provisioningSubscriptionNode.ts';
import { ProvisioningServiceNode } from './provisioningServiceNode.ts';

export interface ProvisioningTreeParts extends NodeTreeParts {
  readonly hubs: Hubs;
  readonly provisioningServices: ProvisioningServices;
  readonly azureAccounts: AzureAccounts;
  readonly azureSubscriptions: AzureSubscriptions;
}

/** The Provisioning view. */
export class ProvisioningTree extends NodeTree {
  readonly #nodes = new Map<string, ProvisioningServiceNode>();
  readonly #azure: AzureNode;
  readonly view: vscode.TreeView<TreeNode>;

  constructor(private readonly parts: ProvisioningTreeParts) {
    super(parts, provisioningViewId, 'iotHub.refreshProvisioning');
    const { azureSubscriptions, provisioningServices } = parts;
    const nodeOf = (service: ProvisioningService, parent: TreeNode) => this.nodeOf(service, parent);
    const subscriptionParts = { azureServices: provisioningServices.azure, nodeOf };
    this.#azure = new AzureNode(
      azureSubscriptions,
      (parent, subscription) => new ProvisioningSubscriptionNode(parent, subscription, subscriptionParts),
      this.showAgain,
    );
    this.view = this.createView({ canSelectMany: true });
    this.disposeLater(
      provisioningServices.onDidChange(() => this.#servicesChanged()),
      azureSubscriptions.onDidChange(() => {
        this.#azure.loadAnew();
        this.showAgain(undefined);
      }),
    );
  }

  /** The node of a service: the same one while it stands at its place. @param parent a service of Azure stands under. */
  nodeOf(service: ProvisioningService, parent?: TreeNode): ProvisioningServiceNode {
    const known = this.#nodes.get(service.id);
    if (known?.service === service && (!parent || known.parent === parent)) return known;

    const { showAgain } = this;
    const node = new ProvisioningServiceNode(service, { hubs: this.parts.hubs, showAgain }, parent);
    this.#nodes.set(service.id, node);
    return node;
  }

  /** Loads the enrollments of a kind anew, with what is under them. */
  refreshEnrollments(service: ProvisioningService, kind: EnrollmentKind): void {
    const { groups, individuals } = this.nodeOf(service);
    this.refresh(kind === 'group' ? groups : individuals);
  }

  protected override roots(): TreeNode[] {
    const { azureAccounts, provisioningServices } = this.parts;
    const own = provisioningServices.own().map(service => this.nodeOf(service));
    return azureAccounts.isUsed ? [...own, this.#azure] : own;
  }

  protected override forgetAll(): void {
    this.#azure.forget();
    for (const service of this.#nodes.values()) service.forget();
  }

  #servicesChanged(): void {
    for (const node of this.#nodes.values()) if (!node.service.available) node.forget();
    this.showAgain(undefined);
  }
}
