import { env, l10n, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { CountPoint } from '../../protocol/statisticsPage.ts';
import type { DeviceFilters } from '../support/deviceFilters.ts';
import type { DeviceGroupings } from '../support/deviceGroupings.ts';
import type { Hub } from '../support/hub.ts';
import { fullTime } from '../support/localTime.ts';
import type { LocalHub, LocalHubState } from '../support/localHub.ts';
import type { MethodHistory } from '../support/methodHistory.ts';
import type { QueryFiles } from '../support/queryFiles.ts';
import type { RebootWatch } from '../support/rebootWatch.ts';
import type { HubCounts } from '../support/statistics/hubCounts.ts';
import type { SavedQueries } from '../support/savedQueries.ts';
import { CertificateListNode } from './certificateListNode.ts';
import { connectionWords } from '../support/hubWords.ts';
import { DeviceListNode } from './deviceListNode.ts';
import { GroupListNode } from './groupListNode.ts';
import { MethodListNode } from './methodListNode.ts';
import { QueryListNode } from './queryListNode.ts';
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
  readonly devices: DeviceListNode;
  readonly groups: GroupListNode;
  readonly queries: QueryListNode;
  readonly methods: MethodListNode;
  readonly certificates: CertificateListNode;

  constructor(
    readonly hub: Hub,
    private readonly parts: HubNodeParts,
    showAgain: ShowAgain,
    parent?: TreeNode,
  ) {
    this.parent = parent;
    this.id = hub.id;
    this.devices = new DeviceListNode(this, hub, parts.deviceFilters, parts, showAgain);
    this.groups = new GroupListNode(this, hub, parts, showAgain);
    this.queries = new QueryListNode(this, hub, parts.savedQueries, parts.queryFiles);
    this.methods = new MethodListNode(this, hub, parts.methodHistory);
    this.certificates = new CertificateListNode(this, hub);
  }

  item(): TreeItem {
    const { hub } = this;
    const state = hub.kind === 'local' ? this.parts.localHub.state : undefined;
    const kind = state ? localWords(state) : connectionWords(hub);
    const counts = hub.available ? this.parts.hubCounts.last(hub) : undefined;
    const description = counts ? `${kind} · ${countWords(counts)}` : kind;

    const item = new TreeItem(hub.name, this.#collapsibleState());
    // A node that had nothing under it would otherwise stay closed when there is something.
    item.id = `${this.id}${hub.available ? '' : '/stopped'}`;
    item.description = description;
    item.tooltip = this.#tooltip(kind, counts);
    item.iconPath = new ThemeIcon(iconOf(state));
    item.contextValue = state ? `hub.local.${state.kind}` : `hub.${hub.kind}`;
    item.accessibilityInformation = { label: l10n.t('Hub {0}, {1}', hub.name, description) };
    return item;
  }

  children(): readonly TreeNode[] {
    if (!this.hub.available) return [];
    const managed = this.hub.managed ? [this.certificates] : [];
    const grouped = this.parts.deviceGroupings.get(this.hub) !== undefined;
    return [this.devices, ...(grouped ? [this.groups] : []), this.queries, this.methods, ...managed];
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
    this.certificates.forget();
  }

  #collapsibleState(): TreeItemCollapsibleState {
    if (!this.hub.available) return TreeItemCollapsibleState.None;
    return this.hub.kind === 'local' ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  }

  #tooltip(kind: string, counts: CountPoint | undefined): MarkdownString {
    const tooltip = new MarkdownString().appendMarkdown('**').appendText(this.hub.name).appendMarkdown('**\n\n');
    tooltip.appendText(kind);
    for (const line of counts ? countLines(counts) : []) tooltip.appendMarkdown('\n\n').appendText(line);
    return tooltip;
  }
}

function countWords({ total, connected }: CountPoint): string {
  return total === 1
    ? l10n.t('1 device, {0} connected', shown(connected))
    : l10n.t('{0} devices, {1} connected', shown(total), shown(connected));
}

function countLines({ atMs, total, enabled, disabled, connected }: CountPoint): readonly string[] {
  return [
    l10n.t('{0} devices: {1} enabled, {2} disabled', shown(total), shown(enabled), shown(disabled)),
    l10n.t('{0} connected', shown(connected)),
    l10n.t('Counted {0}', fullTime(new Date(atMs).toISOString(), env.language)),
  ];
}

function shown(count: number): string {
  return count.toLocaleString(env.language);
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
