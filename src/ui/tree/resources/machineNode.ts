import { l10n, ThemeIcon, TreeItem } from 'vscode';
import type { Machine } from '../../../domain/resources/compute.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import type { TreeNode } from '../treeNode.ts';
import { resourceContext } from './resourceContext.ts';

/** A virtual machine, with what it does now. */
export class MachineNode implements TreeNode {
  readonly id: string;
  readonly resourceId: string;
  readonly groupName: string;

  constructor(
    readonly parent: TreeNode,
    readonly scope: ResourceScope,
    readonly machine: Machine,
  ) {
    this.id = `${parent.id}/machine/${machine.name}`;
    this.resourceId = machine.id;
    this.groupName = machine.resourceGroup;
  }

  item(): TreeItem {
    const { name, size, location, state } = this.machine;
    const isLocal = this.scope.origin.kind === 'local';
    const words = stateWords(this.machine);
    const item = new TreeItem(name);
    item.id = this.id;
    item.description = [words, ...(isLocal ? [l10n.t('record only')] : []), size, location].join(' · ');
    const note = l10n.t('The local resource manager keeps it as a record with the life of a machine: nothing runs.');
    item.tooltip = [name, `${words} · ${state}`, ...(isLocal ? [note] : []), this.resourceId].join('\n\n');
    item.iconPath = new ThemeIcon(this.machine.power === 'running' ? 'vm-running' : 'vm-outline');
    item.contextValue = resourceContext(contextOf(this.machine), this.scope);
    item.accessibilityInformation = { label: l10n.t('Virtual machine {0}, {1}', name, words) };
    return item;
  }
}

function stateWords({ power, isGeneralized, state }: Machine): string {
  return isGeneralized ? l10n.t('generalized') : power || state;
}

function contextOf({ power, isGeneralized }: Machine): string {
  if (isGeneralized) return 'resource.machine.generalized';
  return power === 'running' ? 'resource.machine.running' : 'resource.machine.stopped';
}
