import { l10n, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { connectionWords } from '../../support/hub/hubWords.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import type { TreeNode } from '../treeNode.ts';
import { EnrollmentListNode } from './enrollmentListNode.ts';
import { LinkedHubListNode } from './linkedHubListNode.ts';
import type { ProvisioningNodeParts } from './provisioningNodeParts.ts';

/** A provisioning service. One that is local and does not run has nothing under it. */
export class ProvisioningServiceNode implements TreeNode {
  readonly id: string;
  /** Where it stands; absent at the root of the view. */
  readonly parent: TreeNode | undefined;
  readonly groups: EnrollmentListNode;
  readonly individuals: EnrollmentListNode;
  readonly linkedHubs: LinkedHubListNode;

  /** @param parent a service of Azure stands under. */
  constructor(
    readonly service: ProvisioningService,
    parts: ProvisioningNodeParts,
    parent?: TreeNode,
  ) {
    this.parent = parent;
    this.id = `provisioning/${service.id}`;
    this.groups = new EnrollmentListNode(this, service, 'group', parts);
    this.individuals = new EnrollmentListNode(this, service, 'individual', parts);
    this.linkedHubs = new LinkedHubListNode(this, service, parts);
  }

  item(): TreeItem {
    const { name, available, idScope, kind } = this.service;
    const state = stateWords(this.service);
    const words = idScope === undefined ? state : `${state} · ${idScope}`;

    const item = new TreeItem(name, collapsibleState(this.service));
    // A node that had nothing under it would otherwise stay closed when there is something.
    item.id = `${this.id}${available ? '' : '/stopped'}`;
    item.description = words;
    item.tooltip = new MarkdownString()
      .appendMarkdown('**')
      .appendText(name)
      .appendMarkdown('**\n\n')
      .appendText(words);
    item.iconPath = new ThemeIcon(kind === 'local' ? (available ? 'vm-running' : 'vm-outline') : 'cloud');
    item.contextValue = `provisioning.${kind}.${available ? 'running' : 'stopped'}`;
    item.accessibilityInformation = { label: l10n.t('Provisioning service {0}, {1}', name, words) };
    return item;
  }

  children(): readonly TreeNode[] {
    return this.service.available ? [this.groups, this.individuals, this.linkedHubs] : [];
  }

  forget(): void {
    this.groups.forget();
    this.individuals.forget();
    this.linkedHubs.forget();
  }
}

/** What is in Azure is read only when somebody opens it. */
function collapsibleState({ kind, available }: ProvisioningService): TreeItemCollapsibleState {
  if (!available) return TreeItemCollapsibleState.None;
  return kind === 'azure' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded;
}

function stateWords(service: ProvisioningService): string {
  if (service.kind !== 'local') return connectionWords(service);
  return service.available ? l10n.t('local, running') : l10n.t('local, stopped');
}
