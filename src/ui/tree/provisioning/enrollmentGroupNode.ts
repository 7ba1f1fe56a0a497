import { env, l10n, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Page, PageRequest } from '../../../domain/page.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import type { Hub } from '../../support/hub/hub.ts';
import { enrollmentWords } from '../../support/provisioning/enrollmentWords.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { hubsByHost } from '../../support/provisioning/hubAt.ts';
import { MessageNode } from '../messageNode.ts';
import { PagedListNode } from '../pagedListNode.ts';
import type { TreeNode } from '../treeNode.ts';
import { certificateLines } from './certificateLines.ts';
import type { ProvisioningNodeParts } from './provisioningNodeParts.ts';
import { RegistrationNode } from './registrationNode.ts';

/** A group of devices; under it, those that have asked. */
export class EnrollmentGroupNode extends PagedListNode<RegistrationNode> implements EnrollmentTarget {
  readonly service;
  readonly address;

  constructor(
    parent: TreeNode & { readonly service: EnrollmentTarget['service'] },
    readonly record: EnrollmentRecord,
    private readonly byHost: ReadonlyMap<string, Hub>,
    private readonly parts: ProvisioningNodeParts,
  ) {
    super(`${parent.id}/${record.address.id}`, parent, 'iotHub.loadMoreEnrollments', parts.showAgain);
    this.service = parent.service;
    this.address = record.address;
  }

  item(): TreeItem {
    const { id } = this.address;
    const words = enrollmentWords(this.record, this.byHost);
    const enabled = this.record.provisioningStatus === 'enabled';

    const item = new TreeItem(id, TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = words;
    item.tooltip = enrollmentTooltip(this.record, words);
    item.iconPath = new ThemeIcon(enabled ? 'organization' : 'circle-slash');
    item.contextValue = `enrollment.group.${this.record.provisioningStatus}.${this.record.attestation}`;
    item.command = { command: 'iotHub.editEnrollment', title: l10n.t('Edit Enrollment'), arguments: [this] };
    item.accessibilityInformation = { label: l10n.t('Enrollment group {0}, {1}', id, words) };
    return item;
  }

  protected async loadPage(page: PageRequest, signal: AbortSignal): Promise<Page<RegistrationNode>> {
    const { client } = await this.service.connect();
    const byHost = await hubsByHost(this.parts.hubs);
    const { items, ...rest } = await client.listRegistrations(this.address.id, page, signal);
    return { items: items.map(state => new RegistrationNode(this, state, byHost)), ...rest };
  }

  protected nothing(): TreeNode {
    return new MessageNode(this, { text: l10n.t('No device of this group has asked yet.'), icon: 'info' });
  }
}

/** What an enrollment is, with its certificates: their thumbprints and until when they hold. */
export function enrollmentTooltip({ address, certificates }: EnrollmentRecord, words: string): MarkdownString {
  const tooltip = new MarkdownString().appendMarkdown('**').appendText(address.id).appendMarkdown('**\n\n');
  tooltip.appendText(words);
  for (const line of certificateLines(certificates, Date.now(), env.language)) {
    tooltip.appendMarkdown('\n\n').appendText(line);
  }
  return tooltip;
}
