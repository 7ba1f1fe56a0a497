import { l10n } from 'vscode';
import type { Hub } from '../support/hub/hub.ts';
import { hubResourceOf } from '../support/hub/hubResourceOf.ts';
import { CertificateNode } from './certificateNode.ts';
import { MessageNode } from './messageNode.ts';
import { LoadedListNode } from './loadedListNode.ts';
import type { TreeNode } from './treeNode.ts';

/** "Certificates" under a hub: the authorities whose devices may sign in by certificates. */
export class CertificateListNode extends LoadedListNode {
  constructor(
    parent: TreeNode,
    readonly hub: Hub,
  ) {
    super(parent, {
      kind: 'certificates',
      label: l10n.t('Certificates'),
      tooltip: l10n.t('Authorities whose devices may sign in to {0} by certificates', hub.name),
      icon: 'shield',
    });
  }

  protected async load(signal: AbortSignal): Promise<readonly TreeNode[]> {
    const { certificates } = await hubResourceOf(this.hub);
    const authorities = await certificates.list(signal);
    if (authorities.length > 0) return authorities.map(authority => new CertificateNode(this, this.hub, authority));

    const title = l10n.t('Add Certificate Authority');
    const command = { command: 'iotHub.addCertificateAuthority', title, arguments: [this] };
    return [new MessageNode(this, { text: l10n.t('No authorities yet. Add one.'), icon: 'add', command })];
  }
}
