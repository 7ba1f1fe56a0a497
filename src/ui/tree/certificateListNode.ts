import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Hub } from '../support/hub.ts';
import { hubResourceOf } from '../support/hubResourceOf.ts';
import { CertificateNode } from './certificateNode.ts';
import { MessageNode } from './messageNode.ts';
import type { TreeNode } from './treeNode.ts';

/** "Certificates" under a hub: the authorities whose devices may sign in by certificates. */
export class CertificateListNode implements TreeNode {
  readonly id: string;
  #loaded: readonly TreeNode[] | undefined;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
  ) {
    this.id = `${parent.id}/certificates`;
  }

  item(): TreeItem {
    const item = new TreeItem(l10n.t('Certificates'), TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.tooltip = l10n.t('Authorities whose devices may sign in to {0} by certificates', this.hub.name);
    item.iconPath = new ThemeIcon('shield');
    item.contextValue = 'certificates';
    item.accessibilityInformation = { label: l10n.t('Certificates') };
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
    const { certificates } = await hubResourceOf(this.hub);
    const authorities = await certificates.list(signal);
    if (authorities.length > 0) return authorities.map(authority => new CertificateNode(this, this.hub, authority));

    const title = l10n.t('Add Certificate Authority');
    const command = { command: 'iotHub.addCertificateAuthority', title, arguments: [this] };
    return [new MessageNode(this, { text: l10n.t('No authorities yet. Add one.'), icon: 'add', command })];
  }
}
