import { l10n } from 'vscode';
import type { Hub } from '../support/hub/hub.ts';
import { ConfigurationNode } from './configurationNode.ts';
import { MessageNode } from './messageNode.ts';
import { LoadedListNode } from './loadedListNode.ts';
import type { TreeNode } from './treeNode.ts';

/** "Configurations" under a hub: what it writes into the desired properties of all devices that a condition selects. */
export class ConfigurationListNode extends LoadedListNode {
  constructor(
    parent: TreeNode,
    readonly hub: Hub,
  ) {
    super(parent, {
      kind: 'configurations',
      label: l10n.t('Configurations'),
      tooltip: l10n.t(
        'Desired properties that {0} keeps in the twins of all devices that a condition selects',
        hub.name,
      ),
      icon: 'settings',
    });
  }

  protected async load(signal: AbortSignal): Promise<readonly TreeNode[]> {
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
