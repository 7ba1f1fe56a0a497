import { l10n } from 'vscode';
import type { ProvisioningListing } from '../../../domain/resources/resourceManager.ts';
import type { AzureProvisioningServices } from '../../support/azure/azureProvisioningServices.ts';
import type { AzureSubscription } from '../../support/azure/azureSubscriptions.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import { AzureSubscriptionNode } from '../azure/azureSubscriptionNode.ts';
import { InWorkNode } from '../azure/inWorkNode.ts';
import { MessageNode } from '../messageNode.ts';
import type { TreeNode } from '../treeNode.ts';
import type { ProvisioningServiceNode } from './provisioningServiceNode.ts';

export interface ProvisioningSubscriptionParts {
  readonly azureServices: AzureProvisioningServices;
  readonly nodeOf: (service: ProvisioningService, parent: TreeNode) => ProvisioningServiceNode;
}

/** A subscription, with the provisioning services that it has. */
export class ProvisioningSubscriptionNode extends AzureSubscriptionNode {
  readonly #parts: ProvisioningSubscriptionParts;
  #listings: readonly ProvisioningListing[] | undefined;

  constructor(parent: TreeNode, subscription: AzureSubscription, parts: ProvisioningSubscriptionParts) {
    super(parent, subscription);
    this.#parts = parts;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    const { resources } = this.subscription;
    this.#listings ??= await resources.provisioningServices.list(signal);
    if (this.#listings.length === 0) {
      return [new MessageNode(this, { text: l10n.t('No provisioning services here.'), icon: 'info' })];
    }
    return this.#listings.map(listing => {
      const service = this.#parts.azureServices.of(listing, this.subscription);
      return service ? this.#parts.nodeOf(service, this) : new InWorkNode(this, listing);
    });
  }

  forget(): void {
    this.#listings = undefined;
  }
}
