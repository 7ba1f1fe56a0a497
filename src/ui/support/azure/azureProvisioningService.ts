import { type HubEndpoint, provisioningTokenScope } from '../../../azure/endpoint.ts';
import type { AskedRequest } from '../../../azure/hubCredential.ts';
import { neededAccess } from '../../../azure/provisioning/neededAccess.ts';
import { createProvisioningClient } from '../../../azure/provisioning/provisioningClient.ts';
import { createProvisioningResource } from '../../../azure/resourceManager/provisioningResource.ts';
import { createResourceManager } from '../../../azure/resourceManager/resourceManager.ts';
import type { ProvisioningConnection, ProvisioningService } from '../provisioning/provisioningService.ts';
import { AzureService, type AzureServiceRecord, type ListedPlace } from './azureService.ts';

/** What is kept of a provisioning service of Azure: no secret. */
export interface AzureProvisioningRecord extends AzureServiceRecord {
  readonly idScope: string;
}

/** A provisioning service that a subscription has. */
export class AzureProvisioningService
  extends AzureService<AzureProvisioningRecord, ProvisioningConnection>
  implements ProvisioningService
{
  get idScope(): string {
    return this.record.idScope;
  }

  protected get tokenScope(): string {
    return provisioningTokenScope(this.record.hostName);
  }

  protected access(request: AskedRequest) {
    return neededAccess(request);
  }

  protected policies({ management, subscriptionId, ...service }: ListedPlace, signal?: AbortSignal) {
    const { provisioningServices } = createResourceManager(management).in(subscriptionId);
    return provisioningServices.policies(service, this.record.hostName, signal);
  }

  protected connectionTo(endpoint: HubEndpoint, place: ListedPlace): ProvisioningConnection {
    const client = createProvisioningClient(endpoint, { name: this.name, onWait: this.onWait });
    return { endpoint, client, resource: createProvisioningResource(place) };
  }
}
