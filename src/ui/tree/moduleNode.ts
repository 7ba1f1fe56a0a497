import { env, l10n, MarkdownString, ThemeIcon, TreeItem } from 'vscode';
import type { ModuleIdentity } from '../../domain/device.ts';
import { isNever } from '../../domain/deviceFacts.ts';
import type { ModuleTarget } from '../support/device/deviceTarget.ts';
import type { Hub } from '../support/hub/hub.ts';
import { fullTime, timeAgo } from '../support/localTime.ts';
import type { TreeNode } from './treeNode.ts';

/** A module of a device. A click opens its twin. */
export class ModuleNode implements TreeNode, ModuleTarget {
  readonly id: string;
  readonly deviceId: string;
  readonly moduleId: string;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    private readonly module: ModuleIdentity,
  ) {
    this.deviceId = module.deviceId;
    this.moduleId = module.moduleId;
    this.id = `${parent.id}/${module.moduleId}`;
  }

  item(): TreeItem {
    const { connectionState, authenticationType } = this.module;
    const connected = connectionState === 'Connected';
    const description = this.#describe(connected);

    const item = new TreeItem(this.moduleId);
    item.id = this.id;
    item.description = description;
    item.tooltip = this.#tooltip();
    item.iconPath = new ThemeIcon(connected ? 'circle-small-filled' : 'circle-small');
    item.contextValue = `module.${connected ? 'connected' : 'disconnected'}.${authenticationType}`;
    item.accessibilityInformation = { label: l10n.t('Module {0}, {1}', this.moduleId, description) };
    item.command = { command: 'iotHub.showTwin', title: l10n.t('Show Twin'), arguments: [this] };
    return item;
  }

  #describe(connected: boolean): string {
    const { lastActivityTime } = this.module;
    const state = connected ? l10n.t('connected') : l10n.t('disconnected');
    const seen =
      connected || isNever(lastActivityTime) ? [] : [l10n.t('last seen {0}', timeAgo(lastActivityTime, env.language))];
    return [l10n.t('module'), state, ...seen].join(' · ');
  }

  #tooltip(): MarkdownString {
    const { lastActivityTime, managedBy } = this.module;
    const rows = [
      [l10n.t('Device'), this.deviceId],
      ...(managedBy === undefined ? [] : [[l10n.t('Managed by'), managedBy]]),
      [l10n.t('Last activity'), isNever(lastActivityTime) ? l10n.t('never') : fullTime(lastActivityTime, env.language)],
    ];

    const tooltip = new MarkdownString().appendMarkdown('**').appendText(this.moduleId).appendMarkdown('**\n\n');
    for (const [name, value] of rows) tooltip.appendText(`${name}: ${value}`).appendMarkdown('\n\n');
    return tooltip;
  }
}
