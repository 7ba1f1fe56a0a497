import { env, l10n, MarkdownString, ThemeIcon, TreeItem } from 'vscode';
import type { CountPoint } from '../../protocol/statisticsPage.ts';
import type { Hub } from '../support/hub/hub.ts';
import { fullTime } from '../support/localTime.ts';
import type { HubCounts } from '../support/statistics/hubCounts.ts';
import type { TreeNode } from './treeNode.ts';

/**
 * "Statistics" under a hub: how many devices it has, as last counted; a click opens their page. It is a row of its own
 * because a count is shown anew while a person works: a row that has others under it would take them along, and with them
 * the device whose menu is open.
 */
export class StatisticsNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    private readonly hubCounts: Pick<HubCounts, 'last'>,
  ) {
    this.id = `${parent.id}/statistics`;
  }

  item(): TreeItem {
    const counts = this.hubCounts.last(this.hub);
    const words = counts ? countWords(counts) : l10n.t('not counted yet');

    const item = new TreeItem(l10n.t('Statistics'));
    item.id = this.id;
    item.description = words;
    item.tooltip = tooltipOf(this.hub, counts);
    item.iconPath = new ThemeIcon('graph');
    item.contextValue = 'statistics';
    item.command = { command: 'iotHub.showStatistics', title: l10n.t('Show Statistics'), arguments: [this] };
    item.accessibilityInformation = { label: l10n.t('Statistics of {0}, {1}', this.hub.name, words) };
    return item;
  }
}

function tooltipOf({ name }: Hub, counts: CountPoint | undefined): MarkdownString {
  const tooltip = new MarkdownString().appendMarkdown('**').appendText(name).appendMarkdown('**');
  for (const line of counts ? countLines(counts) : []) tooltip.appendMarkdown('\n\n').appendText(line);
  return tooltip;
}

/** `1,204 devices, 3 disabled, 980 connected`. */
function countWords({ total, disabled, connected }: CountPoint): string {
  return [
    total === 1 ? l10n.t('1 device') : l10n.t('{0} devices', shown(total)),
    ...(disabled === 0 ? [] : [l10n.t('{0} disabled', shown(disabled))]),
    l10n.t('{0} connected', shown(connected)),
  ].join(', ');
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
