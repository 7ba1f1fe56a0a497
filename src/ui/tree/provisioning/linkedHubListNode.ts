import { env, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { type KnownHubs, findKnownHubs } from '../../support/provisioning/knownHubs.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import { MessageNode } from '../messageNode.ts';
import type { TreeNode } from '../treeNode.ts';
import type { ProvisioningNodeParts } from './provisioningNodeParts.ts';

/** The hubs to which a service can send devices, as far as they are known. */
export class LinkedHubListNode implements TreeNode {
  readonly id: string;
  #known: KnownHubs | undefined;

  constructor(
    readonly parent: TreeNode,
    readonly service: ProvisioningService,
    private readonly parts: ProvisioningNodeParts,
  ) {
    this.id = `${parent.id}/hubs`;
  }

  item(): TreeItem {
    const item = new TreeItem(l10n.t('Linked Hubs'), TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = this.#known?.hubs.length.toLocaleString(env.language) ?? '';
    item.iconPath = new ThemeIcon('link');
    item.contextValue = 'linkedHubs';
    item.accessibilityInformation = { label: l10n.t('Linked Hubs') };
    return item;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    if (!this.#known) {
      this.#known = await findKnownHubs(this.parts.hubs, this.service, signal);
      this.parts.showAgain(this);
    }
    const { hubs, from } = this.#known;
    const nodes = hubs.map(hub => new LinkedHubNode(this, hub.name, hub.hostName));
    return from === 'localHub' ? nodes : [...nodes, this.#origin(nodes.length)];
  }

  forget(): void {
    this.#known = undefined;
  }

  #origin(count: number): TreeNode {
    const text =
      count === 0
        ? l10n.t('No enrollment and no registration names a hub.')
        : l10n.t('Those that enrollments and registrations name.');
    const tooltip = l10n.t('{0} Which hubs are linked, and with which weights, only the resource manager tells.', text);
    return new MessageNode(this, { text, icon: 'info', tooltip });
  }
}

class LinkedHubNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    private readonly name: string,
    private readonly hostName: string,
  ) {
    this.id = `${parent.id}/${hostName}`;
  }

  item(): TreeItem {
    const item = new TreeItem(this.name);
    item.id = this.id;
    if (this.hostName !== this.name) item.description = this.hostName;
    item.tooltip = this.hostName;
    item.iconPath = new ThemeIcon('server');
    item.contextValue = 'linkedHub';
    item.accessibilityInformation = { label: l10n.t('Linked hub {0}', this.name) };
    return item;
  }
}
