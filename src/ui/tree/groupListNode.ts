import { env, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { groupQuery, readGroups } from '../../domain/deviceGroups.ts';
import { columnName } from '../../domain/queryResult/rowColumns.ts';
import type { DeviceFilters } from '../support/device/deviceFilters.ts';
import type { DeviceGroupings } from '../support/device/deviceGroupings.ts';
import type { Hub } from '../support/hub/hub.ts';
import { QueryResult } from '../support/query/queryResult.ts';
import type { DeviceListParts } from './deviceListNode.ts';
import { GroupNode } from './groupNode.ts';
import { MessageNode } from './messageNode.ts';
import type { ShowAgain, TreeNode } from './treeNode.ts';

export interface GroupListParts extends DeviceListParts {
  readonly deviceFilters: DeviceFilters;
  readonly deviceGroupings: DeviceGroupings;
}

/** "By tags.floor" under a hub: the groups of its devices, which one query counts when it is opened. */
export class GroupListNode implements TreeNode {
  readonly id: string;
  #groups: readonly GroupNode[] | undefined;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    private readonly parts: GroupListParts,
    private readonly showAgain: ShowAgain,
  ) {
    this.id = `${parent.id}/groups`;
  }

  /** Those that were loaded. */
  get lists(): readonly GroupNode[] {
    return this.#groups ?? [];
  }

  item(): TreeItem {
    const label = l10n.t('By {0}', columnName(this.#path));
    const words = this.#groups ? countText(this.#groups.length) : '';

    const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = words;
    item.tooltip = l10n.t('Devices of {0} that have the same {1}', this.hub.name, columnName(this.#path));
    item.iconPath = new ThemeIcon('group-by-ref-type');
    item.contextValue = 'deviceGroups';
    item.accessibilityInformation = { label: `${label}, ${words}` };
    return item;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    if (!this.#groups) {
      this.#groups = await this.#load(signal);
      this.showAgain(this);
    }
    if (this.#groups.length > 0) return this.#groups;
    return [new MessageNode(this, { text: l10n.t('There are no devices to group.'), icon: 'info' })];
  }

  forget(): void {
    this.#groups = undefined;
  }

  get #path(): readonly string[] {
    return this.parts.deviceGroupings.get(this.hub) ?? [];
  }

  async #load(signal: AbortSignal): Promise<readonly GroupNode[]> {
    const { deviceFilters } = this.parts;
    const path = this.#path;
    const query = groupQuery(path, deviceFilters.get(this.hub));
    const rows = (await Array.fromAsync(new QueryResult(this.hub, query).all(signal))).flat();

    return readGroups(path, rows).map(
      group => new GroupNode(this, this.hub, group, deviceFilters, this.parts, this.showAgain),
    );
  }
}

function countText(count: number): string {
  return count === 1 ? l10n.t('1 group') : l10n.t('{0} groups', count.toLocaleString(env.language));
}
