import { type HubEndpoint, hubTokenScope } from '../../../azure/endpoint.ts';
import type { AskedRequest } from '../../../azure/hubCredential.ts';
import { createHubClient } from '../../../azure/iotHub/hubClient.ts';
import { neededAccess } from '../../../azure/iotHub/neededAccess.ts';
import { createHubResource } from '../../../azure/resourceManager/hubResource.ts';
import { createResourceManager } from '../../../azure/resourceManager/resourceManager.ts';
import type { HubSize } from '../../../domain/jobs/forecast.ts';
import { hubTiers } from '../../../domain/tierLimits.ts';
import type { Hub, HubConnection } from '../hub/hub.ts';
import { AzureService, type AzureServiceRecord, type ListedPlace } from './azureService.ts';

/** What is kept of a hub of Azure: no secret. */
export interface AzureHubRecord extends AzureServiceRecord {
  /** `S1` */
  readonly sku: string;
  readonly units: number;
}

/** A hub that a subscription has. */
export class AzureHub extends AzureService<AzureHubRecord, HubConnection> implements Hub {
  get size(): HubSize | undefined {
    const { sku, units } = this.record;
    const tier = ([...hubTiers, 'unlimited'] as const).find(known => known === sku);
    return tier && { tier, units };
  }

  protected get tokenScope(): string {
    return hubTokenScope(this.record.hostName);
  }

  protected access(request: AskedRequest) {
    return neededAccess(request);
  }

  protected policies({ management, subscriptionId, ...hub }: ListedPlace, signal?: AbortSignal) {
    return createResourceManager(management).in(subscriptionId).hubs.policies(hub, this.record.hostName, signal);
  }

  protected connectionTo(endpoint: HubEndpoint, place: ListedPlace): HubConnection {
    const client = createHubClient(endpoint, { name: this.name, onWait: this.onWait });
    return { endpoint, client, resource: createHubResource(place) };
  }
}
