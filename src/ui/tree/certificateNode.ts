import { l10n, MarkdownString, ThemeIcon, TreeItem } from 'vscode';
import type { CertificateAuthority } from '../../domain/hubResource.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { TreeNode } from './treeNode.ts';

/** An authority of devices. A click on one that is not verified begins to verify it. */
export class CertificateNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    readonly authority: CertificateAuthority,
  ) {
    this.id = `${parent.id}/${authority.name}`;
  }

  item(): TreeItem {
    const { name, isVerified } = this.authority;
    const description = authorityWords(this.authority);

    const item = new TreeItem(name);
    item.id = this.id;
    item.description = description;
    item.tooltip = this.#tooltip(description);
    item.iconPath = new ThemeIcon(isVerified ? 'verified' : 'unverified');
    item.contextValue = `certificate.${isVerified ? 'verified' : 'unverified'}`;
    item.accessibilityInformation = { label: l10n.t('Certificate authority {0}, {1}', name, description) };
    if (!isVerified) {
      const title = l10n.t('Verify Certificate Authority');
      item.command = { command: 'iotHub.verifyCertificateAuthority', title, arguments: [this] };
    }
    return item;
  }

  #tooltip(description: string): MarkdownString {
    const { subject, thumbprint } = this.authority;
    return new MarkdownString()
      .appendText(subject)
      .appendMarkdown('\n\n')
      .appendText(description)
      .appendMarkdown('\n\n')
      .appendText(l10n.t('Thumbprint {0}', thumbprint));
  }
}

/** Whether its devices may sign in, and until when: `verified · expires 11/27/2027`. */
export function authorityWords({ isVerified, expires }: CertificateAuthority): string {
  const date = expires.toLocaleDateString();
  const validity = expires.getTime() <= Date.now() ? l10n.t('expired {0}', date) : l10n.t('expires {0}', date);
  return `${isVerified ? l10n.t('verified') : l10n.t('not verified')} · ${validity}`;
}
