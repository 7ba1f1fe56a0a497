import type { ManagementEndpoint } from '../endpoint.ts';

/** Where the resource manager has a hub, or a provisioning service. */
export interface HubResourceAddress {
  readonly management: ManagementEndpoint;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}
