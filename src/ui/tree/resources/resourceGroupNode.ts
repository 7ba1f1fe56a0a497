import { l10n, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Machine } from '../../../domain/resources/compute.ts';
import type { Resource, ResourceGroup } from '../../../domain/resources/resourceManager.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { MessageNode } from '../messageNode.ts';
import type { ShowAgain, TreeNode } from '../treeNode.ts';
import { DeploymentListNode } from './deploymentListNode.ts';
import { MachineNode } from './machineNode.ts';
import { resourceContext } from './resourceContext.ts';
import { ResourceNode } from './resourceNode.ts';
import { StorageAccountNode } from './storageAccountNode.ts';

const machineType = 'microsoft.compute/virtualmachines';

/** A resource group, with what is in it: what a hosted service was. */
export class ResourceGroupNode implements TreeNode {
  readonly id: string;
  readonly groupName: string;
  readonly resourceId: string;
  #resources: readonly TreeNode[] | undefined;

  constructor(
    readonly parent: TreeNode,
    readonly scope: ResourceScope,
    private readonly group: ResourceGroup,
    private readonly showAgain: ShowAgain,
  ) {
    this.id = `${parent.id}/${group.name}`;
    this.groupName = group.name;
    this.resourceId = group.id;
  }

  item(): TreeItem {
    const { name, location, state, tags } = this.group;
    const description = [tags['label'], location, state === 'Succeeded' ? '' : state].filter(Boolean).join(' · ');
    const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = description;
    item.tooltip = tooltipOf(this.group);
    item.iconPath = new ThemeIcon('folder');
    item.contextValue = resourceContext('resourceGroup', this.scope);
    item.accessibilityInformation = { label: l10n.t('Resource group {0}, {1}', name, description) };
    return item;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    this.#resources ??= await this.#load(signal);
    return this.#resources;
  }

  forget(): void {
    this.#resources = undefined;
  }

  async #load(signal: AbortSignal): Promise<readonly TreeNode[]> {
    const resources = await this.scope.resources.groups.resourcesIn(this.groupName, signal);
    const empty = new MessageNode(this, { text: l10n.t('It is empty.'), icon: 'info' });
    const hasMachines = resources.some(({ type }) => type.toLowerCase() === machineType);
    const machines = hasMachines ? await this.scope.resources.machines.list(this.groupName, signal) : [];
    const nodes = resources.map(resource => this.#nodeOf(resource, machines));
    return [...(nodes.length > 0 ? nodes : [empty]), new DeploymentListNode(this, this.scope, this.groupName)];
  }

  #nodeOf(resource: Resource, machines: readonly Machine[]): TreeNode {
    const { id, name, type } = resource;
    const machine = machines.find(each => each.id.toLowerCase() === id.toLowerCase());
    if (machine) return new MachineNode(this, this.scope, machine);
    if (type.toLowerCase() !== 'microsoft.storage/storageaccounts') return new ResourceNode(this, resource);

    const account = { name, resourceGroup: this.groupName };
    return new StorageAccountNode(this, this.scope, account, resource, this.showAgain);
  }
}

function tooltipOf({ name, location, state, tags }: ResourceGroup): MarkdownString {
  const tooltip = new MarkdownString().appendMarkdown('**').appendText(name).appendMarkdown('**\n\n');
  tooltip.appendText(`${location} · ${state}`);
  for (const [tag, value] of Object.entries(tags)) tooltip.appendMarkdown('\n\n').appendText(`${tag}: ${value}`);
  return tooltip;
}
