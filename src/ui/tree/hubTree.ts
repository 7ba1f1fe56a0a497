import type * as vscode from 'vscode';
import { mapConcurrently } from '../../domain/mapConcurrently.ts';
import type { AzureAccounts } from '../support/azure/azureAccounts.ts';
import type { AzureHubView } from '../support/azure/azureHubView.ts';
import type { AzureSubscriptions } from '../support/azure/azureSubscriptions.ts';
import type { DevicesChanged, DeviceEvents } from '../support/device/deviceEvents.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { Hubs } from '../support/hub/hubs.ts';
import { hubsViewId } from '../support/progress.ts';
import { logText } from '../support/showFailure.ts';
import { HubRecounts } from '../support/statistics/hubRecounts.ts';
import { AzureNode } from './azure/azureNode.ts';
import { HubSubscriptionNode } from './azure/hubSubscriptionNode.ts';
import { HubNode, type HubNodeParts } from './hubNode.ts';
import { NodeTree, type NodeTreeParts } from './nodeTree.ts';
import type { TreeNode } from './treeNode.ts';

const concurrentReads = 8;

export interface HubTreeParts extends HubNodeParts, NodeTreeParts {
  readonly hubs: Hubs;
  readonly azureAccounts: AzureAccounts;
  readonly azureSubscriptions: AzureSubscriptions;
  readonly azureHubView: AzureHubView;
  readonly deviceEvents: DeviceEvents;
}

/** The Hubs view. */
export class HubTree extends NodeTree {
  readonly #nodes = new Map<string, HubNode>();
  readonly #parts: HubTreeParts;
  readonly #azure: AzureNode;
  readonly view: vscode.TreeView<TreeNode>;

  constructor(parts: HubTreeParts) {
    super(parts, hubsViewId, 'iotHub.retry');
    this.#parts = parts;
    this.#azure = new AzureNode(
      parts.azureSubscriptions,
      (parent, subscription) => new HubSubscriptionNode(parent, subscription, this.#subscriptionParts),
      this.showAgain,
    );
    this.view = this.createView({ canSelectMany: true });
    this.disposeLater(
      parts.hubs.onDidChange(() => this.#hubsChanged()),
      parts.azureSubscriptions.onDidChange(() => this.#azureChanged()),
      parts.azureHubView.onDidChange(() => this.showAgain(this.#azure)),
      parts.deviceFilters.onDidChange(hub => this.#filterChanged(hub)),
      parts.deviceGroupings.onDidChange(hub => this.#groupingChanged(hub)),
      parts.rebootWatch.onDidChange(({ hub, deviceId }) => {
        for (const list of this.nodeOf(hub).deviceLists) this.#show(list.find(deviceId));
      }),
      parts.methodHistory.onDidChange(hubId => this.#show(this.#nodes.get(hubId)?.methods)),
      parts.savedQueries.onDidChange(() => this.#showQueries()),
      parts.queryFiles.onDidChange(() => this.#showQueries()),
      parts.hubCounts.onDidChange(hub => this.#show(this.#nodes.get(hub.id)?.statistics)),
      parts.deviceEvents.onDidChange(change => this.#reloadDevices(change)),
      new HubRecounts(parts, this.view),
    );
  }

  /** The node of a hub: the same one while it stands at its place. @param parent a hub of Azure stands under. */
  nodeOf(hub: Hub, parent?: TreeNode): HubNode {
    const known = this.#nodes.get(hub.id);
    if (known?.hub === hub && (!parent || known.parent === parent)) return known;

    const node = new HubNode(hub, this.#parts, this.showAgain, parent);
    this.#nodes.set(hub.id, node);
    return node;
  }

  /** Loads the modules of a device anew, if it is shown. */
  refreshModules(hub: Hub, deviceId: string): void {
    for (const list of this.nodeOf(hub).deviceLists) {
      const device = list.find(deviceId);
      if (device) this.refresh(device);
    }
  }

  /** Opens a device, if it is shown, with its modules as they are now. */
  async showModules(hub: Hub, deviceId: string): Promise<void> {
    this.refreshModules(hub, deviceId);
    const device = this.nodeOf(hub).devices.find(deviceId);
    if (device) await this.view.reveal(device, { expand: true });
  }

  protected override roots(): TreeNode[] {
    const own = this.#parts.hubs.own().map(hub => this.nodeOf(hub));
    return this.#parts.azureAccounts.isUsed ? [...own, this.#azure] : own;
  }

  get #subscriptionParts() {
    const { hubs, azureHubView } = this.#parts;
    return { azureHubs: hubs.azure, azureHubView, nodeOf: (hub: Hub, parent: TreeNode) => this.nodeOf(hub, parent) };
  }

  protected override forgetAll(): void {
    this.#azure.forget();
    for (const hub of this.#nodes.values()) hub.forget();
  }

  #azureChanged(): void {
    this.#azure.loadAnew();
    this.showAgain(undefined);
  }

  #show(node: TreeNode | undefined): void {
    if (node) this.showAgain(node);
  }

  #filterChanged(hub: Hub): void {
    const { devices, groups } = this.nodeOf(hub);
    this.refresh(devices);
    this.refresh(groups);
  }

  #groupingChanged(hub: Hub): void {
    const node = this.nodeOf(hub);
    node.groups.forget();
    this.showAgain(node);
  }

  #showQueries(): void {
    for (const { queries } of this.#nodes.values()) this.showAgain(queries);
  }

  #hubsChanged(): void {
    for (const node of this.#nodes.values()) if (!node.hub.available) node.forget();
    this.showAgain(undefined);
  }

  /** Only the devices that are shown are read, each alone: never the list. */
  async #reloadDevices({ hubId, deviceIds }: DevicesChanged): Promise<void> {
    const lists = this.#nodes.get(hubId)?.deviceLists ?? [];
    const { signal } = new AbortController();
    await mapConcurrently(deviceIds, concurrentReads, async deviceId => {
      try {
        for (const list of lists) await list.reload(deviceId, signal);
      } catch (error) {
        this.#parts.log.warn(`${deviceId} could not be read again: ${logText(error)}`);
      }
    });
  }
}
