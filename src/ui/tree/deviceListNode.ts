import { env, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { DeviceTwin } from '../../domain/device.ts';
import type { DeviceFilter } from '../../domain/deviceFilter.ts';
import { describeDeviceFilter } from '../../domain/deviceFilterText.ts';
import { HubError } from '../../domain/hubError.ts';
import type { DeviceFilters } from '../support/device/deviceFilters.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { RebootWatch } from '../support/method/rebootWatch.ts';
import type { HubCounts } from '../support/statistics/hubCounts.ts';
import { DeviceNode } from './deviceNode.ts';
import { FailureNode } from './failureNode.ts';
import { LoadMoreNode } from './loadMoreNode.ts';
import { MessageNode } from './messageNode.ts';
import type { ShowAgain, TreeNode } from './treeNode.ts';

/** The first page. Each one after it has as many devices as are there already, up to what a page of a query may have. */
const firstPageSize = 100;
const largestPageSize = 1000;

/** What lists of devices show besides the devices. */
export interface DeviceListParts {
  readonly rebootWatch: RebootWatch;
  readonly hubCounts: HubCounts;
}

/** "Devices" under a hub. Loads a page when opened, one more each time that its last child is clicked. */
export class DeviceListNode implements TreeNode {
  readonly id: string;
  #devices: Map<string, DeviceNode> | undefined;
  #next: string | undefined;
  #moreWanted = false;
  /** All devices of the hub, if it tells. */
  #total: number | undefined;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    private readonly filters: Pick<DeviceFilters, 'get'>,
    private readonly parts: DeviceListParts,
    private readonly showAgain: ShowAgain,
  ) {
    this.id = `${parent.id}/devices`;
  }

  /** Which devices it shows. */
  get filter(): DeviceFilter {
    return this.filters.get(this.hub);
  }

  item(): TreeItem {
    const filter = describeDeviceFilter(this.filters.get(this.hub));
    const count = this.#devices && (filter === '' ? (this.#total ?? this.#devices.size) : undefined);
    const words = [
      ...(count === undefined ? [] : [count.toLocaleString(env.language)]),
      ...(filter === '' ? [] : [l10n.t('filter: {0}', filter)]),
    ];

    const item = new TreeItem(l10n.t('Devices'), TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = words.join(' · ');
    item.tooltip = l10n.t('Devices of {0}', this.hub.name);
    item.iconPath = new ThemeIcon(filter === '' ? 'list-flat' : 'list-filter');
    item.contextValue = filter === '' ? 'devices' : 'devices.filtered';
    item.accessibilityInformation = { label: [l10n.t('Devices'), ...words].join(', ') };
    return item;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    if (!this.#devices) {
      await this.#loadPage(signal);
      this.showAgain(this);
    }
    const failure = this.#moreWanted ? await this.#tryLoadPage(signal) : undefined;
    const devices = [...(this.#devices?.values() ?? [])];

    if (failure) return [...devices, failure];
    if (devices.length === 0) return [this.#nothing()];
    return this.#next === undefined ? devices : [...devices, new LoadMoreNode(this, this.#progress(devices.length))];
  }

  /** Asks for the next page. If it cannot be had, what was loaded stays, with the failure below it. */
  loadMore(): void {
    if (this.#next === undefined) return;

    this.#moreWanted = true;
    this.showAgain(this);
  }

  forget(): void {
    this.#devices = undefined;
    this.#next = undefined;
    this.#moreWanted = false;
    this.#total = undefined;
  }

  /** Of all devices that were loaded, as they were last read. */
  get twins(): readonly DeviceTwin[] {
    return [...(this.#devices?.values() ?? [])].map(({ twin }) => twin);
  }

  find(deviceId: string): DeviceNode | undefined {
    return this.#devices?.get(deviceId);
  }

  /** Reads one device again and shows it; one that is gone disappears. */
  async reload(deviceId: string, signal: AbortSignal): Promise<void> {
    const node = this.find(deviceId);
    if (!node) return;
    try {
      const { client } = await this.hub.connect();
      node.twin = await client.getTwin(deviceId, signal);
      this.showAgain(node);
    } catch (error) {
      if (!HubError.is(error, 'deviceNotFound')) throw error;
      this.drop([deviceId]);
    }
  }

  /** Takes devices out of the list that are known to be gone. */
  drop(deviceIds: readonly string[]): void {
    if (!this.#devices) return;

    for (const deviceId of deviceIds) this.#devices.delete(deviceId);
    if (this.#total !== undefined) this.#total -= deviceIds.length;
    this.showAgain(this);
  }

  /** Shows a device that was just made: a query may not know it yet. */
  async insert(deviceId: string, signal: AbortSignal): Promise<void> {
    if (!this.#devices) return;

    const { client } = await this.hub.connect();
    const twin = await client.getTwin(deviceId, signal);
    const nodes = [...this.#devices.values()];
    const after = nodes.findIndex(node => node.deviceId > deviceId);
    nodes.splice(after < 0 ? nodes.length : after, 0, this.#node(twin));
    this.#devices = new Map(nodes.map(node => [node.deviceId, node]));
    if (this.#total !== undefined) this.#total++;
    this.showAgain(this);
  }

  /** All devices of the list, if the hub tells. */
  protected total(signal: AbortSignal): Promise<number | undefined> {
    return totalOf(this.parts.hubCounts, this.hub, signal);
  }

  async #loadPage(signal: AbortSignal): Promise<void> {
    const { client } = await this.hub.connect();
    const after = this.#next === undefined ? {} : { after: this.#next };
    const devices = this.#devices ?? new Map<string, DeviceNode>();
    const pageSize = Math.min(Math.max(firstPageSize, devices.size), largestPageSize);
    const page = await client.listDevices(this.filters.get(this.hub), { pageSize, ...after }, signal);

    this.#devices = devices;
    for (const twin of page.items) devices.set(twin.deviceId, this.#node(twin));
    this.#next = page.next;
    this.#total ??= await this.total(signal);
  }

  async #tryLoadPage(signal: AbortSignal): Promise<FailureNode | undefined> {
    this.#moreWanted = false;
    try {
      await this.#loadPage(signal);
      return undefined;
    } catch (error) {
      return new FailureNode(this, error, 'iotHub.loadMoreDevices');
    }
  }

  #node(twin: DeviceTwin): DeviceNode {
    return new DeviceNode(this, this.hub, twin, this.parts.rebootWatch);
  }

  #progress(loaded: number): string {
    const filtered = describeDeviceFilter(this.filters.get(this.hub)) !== '';
    if (this.#total === undefined || filtered) return l10n.t('{0} shown', loaded.toLocaleString(env.language));
    return l10n.t('{0} of {1}', loaded.toLocaleString(env.language), this.#total.toLocaleString(env.language));
  }

  #nothing(): MessageNode {
    if (describeDeviceFilter(this.filters.get(this.hub)) !== '') {
      const command = { command: 'iotHub.clearFilter', title: l10n.t('Clear Filter'), arguments: [this] };
      return new MessageNode(this, { text: l10n.t('No device matches. Clear the filter.'), icon: 'info', command });
    }
    const command = { command: 'iotHub.createDevice', title: l10n.t('Create Device'), arguments: [this] };
    return new MessageNode(this, { text: l10n.t('No devices yet. Create one.'), icon: 'add', command });
  }
}

/** A policy may list devices and not count them: then the list goes without a total. */
async function totalOf(counts: HubCounts, hub: Hub, signal: AbortSignal): Promise<number | undefined> {
  try {
    return (await counts.count(hub, signal)).total;
  } catch (error) {
    if (HubError.is(error)) return undefined;
    throw error;
  }
}
