import type { HubEndpoint } from '../../../azure/endpoint.ts';
import type { HubConnectionString } from '../../../domain/connectionString.ts';
import type { HubClient } from '../../../domain/hubClient.ts';
import type { HubSize } from '../../../domain/jobs/forecast.ts';
import type { HubResource } from '../../../domain/hubResource.ts';

/** What it takes to talk to a hub. */
export interface HubConnection {
  readonly endpoint: HubEndpoint;
  readonly client: HubClient;
  /** Absent for a hub of which only its key is known. */
  readonly resource?: HubResource;
}

/** A hub that the sidebar lists: one of the local hub's, one that was added by connection string, or one of Azure. */
export interface Hub {
  /** Stays the same over restarts; starts the ids of its nodes. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'local' | 'added' | 'azure';
  /** False for a local hub that does not run. */
  readonly available: boolean;
  /** Its tier and units, where its resource manager told them. */
  readonly size?: HubSize | undefined;
  /** How its data is reached; by key if absent. */
  readonly connectedBy?: 'entra' | 'key';
  /** True for a hub that has a resource manager: its connection has a `resource`. */
  readonly managed: boolean;
  /**
   * Reads what is needed to talk to the hub; opens no connection.
   * @throws HubError `unreachable` if the hub is local and does not run, `unauthorized` if its connection string is lost.
   */
  connect(): Promise<HubConnection>;
  /** For other programs; asks first where that takes the keys of a hub that is used without them. Throws as {@link connect}. */
  connectionString(signal?: AbortSignal): Promise<HubConnectionString | undefined>;
}
