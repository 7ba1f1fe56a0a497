import { l10n, ThemeIcon, TreeItem } from 'vscode';
import type { AccessPolicy } from '../../domain/accessPolicies.ts';
import type { Hub } from '../support/hub/hub.ts';
import { hubResourceOf } from '../support/hub/hubResourceOf.ts';
import { LoadedListNode } from './loadedListNode.ts';
import type { TreeNode } from './treeNode.ts';

/** "Shared Access Policies" under a hub: who may come in with a key. */
export class AccessPolicyListNode extends LoadedListNode {
  constructor(
    parent: TreeNode,
    readonly hub: Hub,
  ) {
    super(parent, {
      kind: 'policies',
      label: l10n.t('Shared Access Policies'),
      tooltip: l10n.t('Who may come in to {0} with a key, and what for', hub.name),
      icon: 'key',
    });
  }

  protected async load(signal: AbortSignal): Promise<readonly TreeNode[]> {
    const { policies } = await hubResourceOf(this.hub);
    return (await policies.list(signal)).map(({ name, rights }) => new AccessPolicyNode(this, this.hub, name, rights));
  }
}

/** A policy. Its keys are not here: they are read when somebody copies one. */
class AccessPolicyNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    readonly policyName: string,
    private readonly rights: AccessPolicy['rights'],
  ) {
    this.id = `${parent.id}/${policyName}`;
  }

  item(): TreeItem {
    const rights = this.rights.join(', ');
    const item = new TreeItem(this.policyName);
    item.id = this.id;
    item.description = rights;
    item.tooltip = `${this.policyName}: ${rights}`;
    item.iconPath = new ThemeIcon('key');
    item.contextValue = 'policy';
    item.accessibilityInformation = { label: l10n.t('Policy {0}, {1}', this.policyName, rights) };
    return item;
  }
}
