import { l10n, ThemeIcon, TreeItem } from 'vscode';
import type { Resource } from '../../../domain/resources/resourceManager.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import type { TreeNode } from '../treeNode.ts';
import { resourceContext } from './resourceContext.ts';

const icons: Readonly<Record<string, string>> = {
  'microsoft.devices/iothubs': 'circuit-board',
  'microsoft.devices/provisioningservices': 'organization',
  'microsoft.compute/disks': 'database',
  'microsoft.compute/galleries': 'library',
  'microsoft.compute/images': 'file-media',
  'microsoft.network/networkinterfaces': 'plug',
  'microsoft.network/networksecuritygroups': 'shield',
  'microsoft.network/publicipaddresses': 'globe',
  'microsoft.network/virtualnetworks': 'type-hierarchy',
};

/** Of what machines can be made. */
const images: ReadonlySet<string> = new Set([
  'microsoft.compute/images',
  'microsoft.compute/galleries/images/versions',
]);

/** What a node of a resource group knows. */
interface GroupNode extends TreeNode {
  readonly scope: ResourceScope;
  readonly groupName: string;
}

/** A resource of any type. */
export class ResourceNode implements TreeNode {
  readonly id: string;
  readonly resourceId: string;
  readonly scope: ResourceScope;
  readonly groupName: string;

  constructor(
    readonly parent: GroupNode,
    private readonly resource: Resource,
  ) {
    this.id = `${parent.id}/${resource.type}/${resource.name}`;
    this.resourceId = resource.id;
    this.scope = parent.scope;
    this.groupName = parent.groupName;
  }

  item(): TreeItem {
    const { name, type, location } = this.resource;
    const kind = type.split('/').at(-1) ?? type;
    const item = new TreeItem(name);
    item.id = this.id;
    const isRecord = this.scope.origin.kind === 'local' && type.toLowerCase().startsWith('microsoft.compute/');
    item.description = [kind, ...(isRecord ? [l10n.t('record only')] : []), location].join(' · ');
    item.tooltip = `${type}\n${this.resourceId}`;
    item.iconPath = new ThemeIcon(icons[type.toLowerCase()] ?? 'symbol-misc');
    item.contextValue = resourceContext(images.has(type.toLowerCase()) ? 'resource.image' : 'resource', this.scope);
    item.accessibilityInformation = { label: l10n.t('Resource {0}, {1}', name, kind) };
    return item;
  }
}
