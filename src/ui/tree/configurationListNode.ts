import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Hub } from '../support/hub.ts';
import { ConfigurationNode } from './configurationNode.ts';
import { MessageNode } from './messageNode.ts';
import type { TreeNode } from './treeNode.ts';

/** "Configurations" under a hub: what it writes into the desired properties of all devices that a condition selects. */
export class ConfigurationListNode implements TreeNode {
  readonly id: string;
  #loaded: readonly TreeNode[] | undefined;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
  ) {
    this.id = `${parent.id}/configurations`;
  }

  item(): TreeItem {
    const item = new TreeItem(l10n.t('Configurations'), TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.tooltip = l10n.t(
      'Desired properties that {0} keeps in the twins of all devices that a condition selects',
      this.hub.name,
    );
    item.iconPath = new ThemeIcon('settings');
    item.contextValue = 'configurations';
    item.accessibilityInformation = { label: l10n.t('Configurations') };
    return item;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    this.#loaded ??= await this.#load(signal);
    return this.#loaded;
  }

  forget(): void {
    this.#loaded = undefined;
  }

  async #load(signal: AbortSignal): Promise<readonly TreeNode[]> {
    const { client } = await this.hub.connect();
    const configurations = await client.configurations.list(signal);
    if (configurations.length > 0) {
      return configurations
        .toSorted((a, b) => b.priority - a.priority)
        .map(configuration => new ConfigurationNode(this, this.hub, configuration));
    }
    const command = { command: 'iotHub.newConfiguration', title: l10n.t('New Configuration'), arguments: [this] };
    return [new MessageNode(this, { text: l10n.t('No configurations yet. Create one.'), icon: 'add', command })];
  }
}
