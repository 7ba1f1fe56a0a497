import type { HubEndpoint } from '../../../azure/endpoint.ts';
import type { HubConnectionString } from '../../../domain/connectionString.ts';
import type { ProvisioningClient } from '../../../domain/provisioning/provisioningClient.ts';
import type { ProvisioningResource } from '../../../domain/provisioning/provisioningResource.ts';

/** What it takes to talk to a provisioning service. */
export interface ProvisioningConnection {
  readonly endpoint: HubEndpoint;
  readonly client: ProvisioningClient;
  /** Absent for a service of which only its key is known. */
  readonly resource?: ProvisioningResource;
  /** Milliseconds to hubs, by their host names in lower case, of a service that knows them whoever asks. */
  readonly latenciesMs?: ReadonlyMap<string, number>;
}

/** A device provisioning service that the sidebar lists: a local one, one that was added by connection string, or one of Azure. */
export interface ProvisioningService {
  /** Stays the same over restarts; starts the ids of its nodes. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'local' | 'added' | 'azure';
  /** False for a local one that does not run. */
  readonly available: boolean;
  /** How its data is reached; by key if absent. */
  readonly connectedBy?: 'entra' | 'key';
  /** True for a service that has a resource manager: its connection has a `resource`. */
  readonly managed: boolean;
  /** With which devices say whom they ask, as `0ne00…`. Absent if it is not known: only devices need it. */
  readonly idScope: string | undefined;
  /**
   * Reads what is needed to talk to the service; opens no connection.
   * @throws HubError `unreachable` if it is local and does not run, `unauthorized` if its connection string is lost.
   */
  connect(): Promise<ProvisioningConnection>;
  /** For other programs; asks first where that takes the keys of a service that is used without them. Throws as {@link connect}. */
  connectionString(signal?: AbortSignal): Promise<HubConnectionString | undefined>;
}
