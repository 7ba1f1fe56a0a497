import { l10n, ThemeIcon, TreeItem } from 'vscode';
import type { Resource } from '../../../domain/resources/resourceManager.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import type { TreeNode } from '../treeNode.ts';
import { resourceContext } from './resourceContext.ts';

/** The types that people meet most, in their own words; any other is called by the last part of its name. */
const kinds: Readonly<Record<string, { readonly word: string; readonly icon: string }>> = {
  'microsoft.devices/iothubs': { word: l10n.t('IoT hub'), icon: 'circuit-board' },
  'microsoft.devices/provisioningservices': { word: l10n.t('provisioning service'), icon: 'organization' },
  'microsoft.compute/disks': { word: l10n.t('disk'), icon: 'database' },
  'microsoft.compute/galleries': { word: l10n.t('gallery'), icon: 'library' },
  'microsoft.compute/galleries/images': { word: l10n.t('image definition'), icon: 'file-media' },
  'microsoft.compute/galleries/images/versions': { word: l10n.t('image version'), icon: 'file-media' },
  'microsoft.compute/images': { word: l10n.t('image'), icon: 'file-media' },
  'microsoft.network/networkinterfaces': { word: l10n.t('network interface'), icon: 'plug' },
  'microsoft.network/networksecuritygroups': { word: l10n.t('network security group'), icon: 'shield' },
  'microsoft.network/publicipaddresses': { word: l10n.t('public IP address'), icon: 'globe' },
  'microsoft.network/virtualnetworks': { word: l10n.t('virtual network'), icon: 'type-hierarchy' },
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
    const known = kinds[type.toLowerCase()];
    const kind = known?.word ?? type.split('/').at(-1) ?? type;
    const item = new TreeItem(name);
    item.id = this.id;
    const isRecord = this.scope.origin.kind === 'local' && type.toLowerCase().startsWith('microsoft.compute/');
    item.description = [kind, ...(isRecord ? [l10n.t('record only')] : []), location].join(' · ');
    item.tooltip = `${type}\n${this.resourceId}`;
    item.iconPath = new ThemeIcon(known?.icon ?? 'symbol-misc');
    item.contextValue = resourceContext(images.has(type.toLowerCase()) ? 'resource.image' : 'resource', this.scope);
    item.accessibilityInformation = { label: l10n.t('Resource {0}, {1}', name, kind) };
    return item;
  }
}
