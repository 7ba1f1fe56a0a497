import { env, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { DeviceGroup } from '../../domain/deviceGroups.ts';
import { cellText } from '../../domain/queryResult/rowColumns.ts';
import type { DeviceFilters } from '../support/device/deviceFilters.ts';
import type { Hub } from '../support/hub/hub.ts';
import { DeviceListNode, type DeviceListParts } from './deviceListNode.ts';
import type { ShowAgain, TreeNode } from './treeNode.ts';

/** A group of devices: the filtered list of those that have its value. */
export class GroupNode extends DeviceListNode {
  override readonly id: string;

  constructor(
    parent: TreeNode,
    hub: Hub,
    private readonly group: DeviceGroup,
    filters: DeviceFilters,
    parts: DeviceListParts,
    showAgain: ShowAgain,
  ) {
    const { condition = '' } = group;
    const ofGroup = { get: () => ({ ...filters.get(hub), group: condition }) };
    super(parent, hub, ofGroup, parts, showAgain);
    this.id = `${parent.id}/${JSON.stringify(group.value) ?? ''}`;
  }

  override item(): TreeItem {
    const { value, count, condition } = this.group;
    const label = value === undefined ? l10n.t('not set') : cellText(value);
    const { None, Collapsed } = TreeItemCollapsibleState;

    const item = new TreeItem(label, condition === undefined ? None : Collapsed);
    item.id = this.id;
    item.description = count.toLocaleString(env.language);
    item.tooltip = condition ?? l10n.t('A query cannot compare objects and arrays.');
    item.iconPath = new ThemeIcon('tag');
    item.contextValue = 'deviceGroup';
    item.accessibilityInformation = { label: groupLabel(label, count) };
    return item;
  }

  /** The query that made the groups has counted them. */
  protected override total(): Promise<number> {
    return Promise.resolve(this.group.count);
  }
}

function groupLabel(label: string, count: number): string {
  return count === 1
    ? l10n.t('Group {0}, 1 device', label)
    : l10n.t('Group {0}, {1} devices', label, count.toLocaleString(env.language));
}
