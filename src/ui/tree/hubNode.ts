import { l10n, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { DeviceFilters } from '../support/device/deviceFilters.ts';
import type { DeviceGroupings } from '../support/device/deviceGroupings.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { LocalHub, LocalHubState } from '../support/localHub/localHub.ts';
import type { MethodHistory } from '../support/method/methodHistory.ts';
import type { QueryFiles } from '../support/query/queryFiles.ts';
import type { RebootWatch } from '../support/method/rebootWatch.ts';
import type { HubCounts } from '../support/statistics/hubCounts.ts';
import type { SavedQueries } from '../support/query/savedQueries.ts';
import { AccessPolicyListNode } from './accessPolicyListNode.ts';
import { CertificateListNode } from './certificateListNode.ts';
import { ConfigurationListNode } from './configurationListNode.ts';
import { connectionWords } from '../support/hub/hubWords.ts';
import { ConsumerGroupListNode } from './consumerGroupListNode.ts';
import { DeviceListNode } from './deviceListNode.ts';
import { GroupListNode } from './groupListNode.ts';
import { MethodListNode } from './methodListNode.ts';
import { QueryListNode } from './queryListNode.ts';
import { StatisticsNode } from './statisticsNode.ts';
import type { ShowAgain, TreeNode } from './treeNode.ts';

/** What the nodes of a hub show besides the hub itself. */
export interface HubNodeParts {
  readonly localHub: LocalHub;
  readonly deviceFilters: DeviceFilters;
  readonly deviceGroupings: DeviceGroupings;
  readonly rebootWatch: RebootWatch;
  readonly methodHistory: MethodHistory;
  readonly savedQueries: SavedQueries;
  readonly hubCounts: HubCounts;
  readonly queryFiles: QueryFiles;
}

/** A hub. One that is local and does not run has nothing under it. */
export class HubNode implements TreeNode {
  readonly id: string;
  /** Where it stands; absent at the root of the view. */
  readonly parent: TreeNode | undefined;
  readonly statistics: StatisticsNode;
  readonly devices: DeviceListNode;
  readonly groups: GroupListNode;
  readonly queries: QueryListNode;
  readonly methods: MethodListNode;
  readonly configurations: ConfigurationListNode;
  readonly certificates: CertificateListNode;
  readonly policies: AccessPolicyListNode;
  readonly consumerGroups: ConsumerGroupListNode;

  constructor(
    readonly hub: Hub,
    private readonly parts: HubNodeParts,
    showAgain: ShowAgain,
    parent?: TreeNode,
  ) {
    this.parent = parent;
    this.id = hub.id;
    this.statistics = new StatisticsNode(this, hub, parts.hubCounts);
    this.devices = new DeviceListNode(this, hub, parts.deviceFilters, parts, showAgain);
    this.groups = new GroupListNode(this, hub, parts, showAgain);
    this.queries = new QueryListNode(this, hub, parts.savedQueries, parts.queryFiles);
    this.methods = new MethodListNode(this, hub, parts.methodHistory);
    this.configurations = new ConfigurationListNode(this, hub);
    this.certificates = new CertificateListNode(this, hub);
    this.policies = new AccessPolicyListNode(this, hub);
    this.consumerGroups = new ConsumerGroupListNode(this, hub);
  }

  item(): TreeItem {
    const { hub } = this;
    const state = hub.kind === 'local' ? this.parts.localHub.state : undefined;
    const words = state ? localWords(state) : connectionWords(hub);

    const item = new TreeItem(hub.name, this.#collapsibleState());
    // A node that had nothing under it would otherwise stay closed when there is something.
    item.id = `${this.id}${hub.available ? '' : '/stopped'}`;
    item.description = words;
    item.tooltip = this.#tooltip(words);
    item.iconPath = new ThemeIcon(iconOf(state));
    item.contextValue = state ? `hub.local.${state.kind}` : `hub.${hub.kind}`;
    item.accessibilityInformation = { label: l10n.t('Hub {0}, {1}', hub.name, words) };
    return item;
  }

  children(): readonly TreeNode[] {
    if (!this.hub.available) return [];
    const managed = this.hub.managed ? [this.certificates, this.policies, this.consumerGroups] : [];
    const grouped = this.parts.deviceGroupings.get(this.hub) !== undefined;
    const lists = [
      this.devices,
      ...(grouped ? [this.groups] : []),
      this.queries,
      this.methods,
      this.configurations,
      ...managed,
    ];
    return [this.statistics, ...lists];
  }

  /** All lists that may show a device. */
  get deviceLists(): readonly DeviceListNode[] {
    return [this.devices, ...this.groups.lists];
  }

  /** Takes devices that are gone out of every list: out of a group only those that it shows, so that its count is right. */
  drop(deviceIds: readonly string[]): void {
    this.devices.drop(deviceIds);
    for (const list of this.groups.lists) list.drop(deviceIds.filter(deviceId => list.find(deviceId)));
  }

  forget(): void {
    this.devices.forget();
    this.groups.forget();
    this.configurations.forget();
    this.certificates.forget();
    this.policies.forget();
    this.consumerGroups.forget();
  }

  #collapsibleState(): TreeItemCollapsibleState {
    if (!this.hub.available) return TreeItemCollapsibleState.None;
    return this.hub.kind === 'local' ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  }

  #tooltip(words: string): MarkdownString {
    return new MarkdownString()
      .appendMarkdown('**')
      .appendText(this.hub.name)
      .appendMarkdown('**\n\n')
      .appendText(words);
  }
}

function localWords(state: LocalHubState): string {
  switch (state.kind) {
    case 'stopped':
      return state.lastWords === undefined ? l10n.t('local, stopped') : l10n.t('local, stopped: {0}', state.lastWords);
    case 'starting':
      return l10n.t('local, starting…');
    case 'running':
      return l10n.t('local, running');
    case 'stopping':
      return l10n.t('local, stopping…');
  }
}

function iconOf(state: LocalHubState | undefined): string {
  if (!state) return 'cloud';
  return state.kind === 'running' ? 'vm-running' : 'vm-outline';
}
