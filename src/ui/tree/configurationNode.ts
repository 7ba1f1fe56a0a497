import { l10n, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { ConfigurationMetric, DeviceConfiguration } from '../../domain/configuration/deviceConfiguration.ts';
import type { ConfigurationTarget } from '../editors/configuration/configurationTarget.ts';
import type { QueryTarget } from '../prompts/queryTarget.ts';
import type { Hub } from '../support/hub/hub.ts';
import { configurationWords } from './configurationWords.ts';
import type { TreeNode } from './treeNode.ts';

/** A configuration, with its metrics under it. A click opens its document. */
export class ConfigurationNode implements TreeNode, ConfigurationTarget {
  readonly id: string;
  readonly configurationId: string;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    private readonly configuration: DeviceConfiguration,
  ) {
    this.configurationId = configuration.id;
    this.id = `${parent.id}/${configuration.id}`;
  }

  item(): TreeItem {
    const { id, targetCondition } = this.configuration;
    const words = configurationWords(this.configuration);

    const item = new TreeItem(id, TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = words;
    item.tooltip = new MarkdownString().appendText(words);
    if (targetCondition !== '') item.tooltip.appendCodeblock(targetCondition, 'iothubql');
    item.iconPath = new ThemeIcon('settings-gear');
    item.contextValue = 'configuration';
    item.accessibilityInformation = { label: l10n.t('Configuration {0}, {1}', id, words) };
    item.command = { command: 'iotHub.editConfiguration', title: l10n.t('Edit Configuration'), arguments: [this] };
    return item;
  }

  children(): readonly TreeNode[] {
    const { systemMetrics, metrics } = this.configuration;
    return [...systemMetrics, ...metrics].map(metric => new MetricNode(this, this.hub, metric));
  }
}

/** A count of a configuration. A click shows what was counted. */
class MetricNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: ConfigurationNode,
    private readonly hub: Hub,
    private readonly metric: ConfigurationMetric,
  ) {
    this.id = `${parent.id}/${metric.name}`;
  }

  item(): TreeItem {
    const { name, query, count } = this.metric;
    const counted = count?.toLocaleString() ?? l10n.t('not counted yet');
    const target: QueryTarget = { hub: this.hub, text: query, title: name, source: this.id };

    const item = new TreeItem(metricTitle(name));
    item.id = this.id;
    item.description = counted;
    item.tooltip = new MarkdownString().appendCodeblock(query, 'iothubql');
    item.iconPath = new ThemeIcon('graph-line');
    item.contextValue = 'configurationMetric';
    item.accessibilityInformation = { label: l10n.t('Metric {0}, {1}', metricTitle(name), counted) };
    item.command = { command: 'iotHub.runQuery', title: l10n.t('Run Query'), arguments: [target] };
    return item;
  }
}

function metricTitle(name: string): string {
  switch (name) {
    case 'targetedCount':
      return l10n.t('targeted');
    case 'appliedCount':
      return l10n.t('applied');
    default:
      return name;
  }
}
