import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Page, PageRequest } from '../../../domain/page.ts';
import type { EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';
import { hubsByHost } from '../../support/provisioning/hubAt.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import { MessageNode } from '../messageNode.ts';
import { PagedListNode } from '../pagedListNode.ts';
import type { TreeNode } from '../treeNode.ts';
import { EnrollmentGroupNode } from './enrollmentGroupNode.ts';
import { EnrollmentNode } from './enrollmentNode.ts';
import type { ProvisioningNodeParts } from './provisioningNodeParts.ts';

/** The groups of a service, or its individual enrollments. */
export class EnrollmentListNode extends PagedListNode<EnrollmentGroupNode | EnrollmentNode> {
  constructor(
    parent: TreeNode,
    readonly service: ProvisioningService,
    readonly enrollmentKind: EnrollmentKind,
    private readonly parts: ProvisioningNodeParts,
  ) {
    super(`${parent.id}/${enrollmentKind}`, parent, 'iotHub.loadMoreEnrollments', parts.showAgain);
  }

  item(): TreeItem {
    const group = this.enrollmentKind === 'group';
    const label = group ? l10n.t('Enrollment Groups') : l10n.t('Individual Enrollments');

    const item = new TreeItem(label, TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = this.countWords;
    item.tooltip = group
      ? l10n.t('Each for many devices, which share a key or an authority')
      : l10n.t('Each for one device, and before any group');
    item.iconPath = new ThemeIcon(group ? 'organization' : 'account');
    item.contextValue = `enrollments.${this.enrollmentKind}`;
    item.accessibilityInformation = { label: [label, this.countWords].filter(Boolean).join(', ') };
    return item;
  }

  protected async loadPage(
    page: PageRequest,
    signal: AbortSignal,
  ): Promise<Page<EnrollmentGroupNode | EnrollmentNode>> {
    const { client } = await this.service.connect();
    const byHost = await hubsByHost(this.parts.hubs);
    const { items, ...rest } = await client.listEnrollments(this.enrollmentKind, page, signal);
    const nodes = items.map(record =>
      this.enrollmentKind === 'group'
        ? new EnrollmentGroupNode(this, record, byHost, this.parts)
        : new EnrollmentNode(this, record, byHost),
    );
    return { items: nodes, ...rest };
  }

  protected nothing(): TreeNode {
    const group = this.enrollmentKind === 'group';
    const title = group ? l10n.t('New Enrollment Group') : l10n.t('New Enrollment');
    const command = group ? 'iotHub.newEnrollmentGroup' : 'iotHub.newEnrollment';
    return new MessageNode(this, {
      text: group ? l10n.t('No groups yet. Create one.') : l10n.t('No individual enrollments yet. Create one.'),
      icon: 'add',
      command: { command, title, arguments: [this] },
    });
  }
}
