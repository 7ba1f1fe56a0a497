import * as vscode from 'vscode';
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
import type { Waits } from '../support/hub/waits.ts';
import { AzureNode } from './azure/azureNode.ts';
import { HubSubscriptionNode } from './azure/hubSubscriptionNode.ts';
import { CertificateListNode } from './certificateListNode.ts';
import { DeviceNode } from './deviceNode.ts';
import { HubNode, type HubNodeParts } from './hubNode.ts';
import { loadChildren } from './loadChildren.ts';
import type { TreeNode } from './treeNode.ts';

const concurrentReads = 8;

export interface HubTreeParts extends HubNodeParts {
  readonly hubs: Hubs;
  readonly azureAccounts: AzureAccounts;
  readonly azureSubscriptions: AzureSubscriptions;
  readonly azureHubView: AzureHubView;
  readonly waits: Waits;
  readonly deviceEvents: DeviceEvents;
  readonly log: vscode.LogOutputChannel;
}

/** The Hubs view. */
export class HubTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #nodes = new Map<string, HubNode>();
  readonly #parts: HubTreeParts;
  readonly #azure: AzureNode;
  readonly #disposables: vscode.Disposable;
  readonly view: vscode.TreeView<TreeNode>;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: HubTreeParts) {
    this.#parts = parts;
    this.#azure = new AzureNode(
      parts.azureSubscriptions,
      (parent, subscription) => new HubSubscriptionNode(parent, subscription, this.#subscriptionParts),
      changed => this.#changed.fire(changed),
    );
    this.view = vscode.window.createTreeView(hubsViewId, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#disposables = vscode.Disposable.from(
      this.view,
      this.#changed,
      parts.hubs.onDidChange(() => this.#hubsChanged()),
      parts.azureSubscriptions.onDidChange(() => this.#azureChanged()),
      parts.azureHubView.onDidChange(() => this.#changed.fire(this.#azure)),
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

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.item();
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.#roots();
    return loadChildren(this.#parts, node, { title: loadingTitle(node), viewId: hubsViewId, retry: 'iotHub.retry' });
  }

  /** The node of a hub: the same one while it stands at its place. @param parent a hub of Azure stands under. */
  nodeOf(hub: Hub, parent?: TreeNode): HubNode {
    const known = this.#nodes.get(hub.id);
    if (known?.hub === hub && (!parent || known.parent === parent)) return known;

    const node = new HubNode(hub, this.#parts, changed => this.#changed.fire(changed), parent);
    this.#nodes.set(hub.id, node);
    return node;
  }

  /** Loads what is under `node` anew, or under every hub. */
  refresh(node?: TreeNode): void {
    if (node) node.forget?.();
    else this.#forgetAll();
    this.#changed.fire(node);
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

  /** Asks again for the children of `node`; what it has loaded stays. */
  showAgain(node: TreeNode): void {
    this.#changed.fire(node);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #roots(): TreeNode[] {
    const own = this.#parts.hubs.own().map(hub => this.nodeOf(hub));
    return this.#parts.azureAccounts.isUsed ? [...own, this.#azure] : own;
  }

  get #subscriptionParts() {
    const { hubs, azureHubView } = this.#parts;
    return { azureHubs: hubs.azure, azureHubView, nodeOf: (hub: Hub, parent: TreeNode) => this.nodeOf(hub, parent) };
  }

  #forgetAll(): void {
    this.#azure.forget();
    for (const hub of this.#nodes.values()) hub.forget();
  }

  #azureChanged(): void {
    this.#azure.loadAnew();
    this.#changed.fire(undefined);
  }

  #show(node: TreeNode | undefined): void {
    if (node) this.#changed.fire(node);
  }

  #filterChanged(hub: Hub): void {
    const { devices, groups } = this.nodeOf(hub);
    this.refresh(devices);
    this.refresh(groups);
  }

  #groupingChanged(hub: Hub): void {
    const node = this.nodeOf(hub);
    node.groups.forget();
    this.#changed.fire(node);
  }

  #showQueries(): void {
    for (const { queries } of this.#nodes.values()) this.#changed.fire(queries);
  }

  #hubsChanged(): void {
    for (const node of this.#nodes.values()) if (!node.hub.available) node.forget();
    this.#changed.fire(undefined);
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

function loadingTitle(node: TreeNode): string {
  if (node instanceof AzureNode) return vscode.l10n.t('Loading subscriptions');
  if (node instanceof HubSubscriptionNode) return vscode.l10n.t('Loading hubs');
  if (node instanceof CertificateListNode) return vscode.l10n.t('Loading certificates');
  return node instanceof DeviceNode ? vscode.l10n.t('Loading modules') : vscode.l10n.t('Loading devices');
}
