import { env, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { allocationWords, linkWords } from '../../support/provisioning/allocationWords.ts';
import { type KnownHub, type KnownHubs, findKnownHubs } from '../../support/provisioning/knownHubs.ts';
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
    const words = this.#words;
    const item = new TreeItem(l10n.t('Linked Hubs'), TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = words.join(' · ');
    item.iconPath = new ThemeIcon('link');
    item.contextValue = this.service.managed ? 'linkedHubs.managed' : 'linkedHubs';
    item.accessibilityInformation = { label: [l10n.t('Linked Hubs'), ...words].join(', ') };
    return item;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    if (!this.#known) {
      this.#known = await findKnownHubs(this.parts.hubs, this.service, signal);
      this.parts.showAgain(this);
    }
    const { hubs, allocation } = this.#known;
    const nodes = hubs.map(hub => new LinkedHubNode(this, hub, allocation ? this.#linkWords(hub) : ''));
    return allocation ? nodes : [...nodes, this.#origin(nodes.length)];
  }

  forget(): void {
    this.#known = undefined;
  }

  get #words(): readonly string[] {
    if (!this.#known) return [];
    const { hubs, allocation } = this.#known;
    const count = hubs.length.toLocaleString(env.language);
    return allocation ? [count, allocationWords(allocation.allocationPolicy)] : [count];
  }

  #linkWords({ hostName }: KnownHub): string {
    const { allocation, latenciesMs } = this.#known ?? {};
    const link = allocation?.linkedHubs.find(hub => hub.hostName === hostName);
    return allocation && link ? linkWords(link, allocation, latenciesMs) : '';
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

/** A hub to which a service can send devices, with its part in that. */
class LinkedHubNode implements TreeNode {
  readonly id: string;
  readonly service: ProvisioningService;
  readonly hostName: string;

  constructor(
    readonly parent: LinkedHubListNode,
    private readonly hub: KnownHub,
    private readonly words: string,
  ) {
    this.id = `${parent.id}/${hub.hostName}`;
    this.service = parent.service;
    this.hostName = hub.hostName;
  }

  item(): TreeItem {
    const { name, hostName } = this.hub;
    const item = new TreeItem(name);
    item.id = this.id;
    item.description = this.words === '' && hostName !== name ? hostName : this.words;
    item.tooltip = hostName;
    item.iconPath = new ThemeIcon('server');
    item.contextValue = this.service.managed ? 'linkedHub.managed' : 'linkedHub';
    const label = l10n.t('Linked hub {0}', name);
    item.accessibilityInformation = { label: this.words === '' ? label : `${label}, ${this.words}` };
    return item;
  }
}
