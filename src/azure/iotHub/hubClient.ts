import type { HubClient } from '../../domain/hubClient.ts';
import type { HubEndpoint } from '../endpoint.ts';
import type { OnWait } from './wait.ts';

export interface HubClientOptions {
  /** What sentences call the hub. */
  readonly name?: string;
  readonly onWait?: OnWait;
}

/** The hub at `endpoint`, through azure-iothub, which is loaded at the first call. */
export function createHubClient(_endpoint: HubEndpoint, _options: HubClientOptions = {}): HubClient {
  throw new Error('not built yet');
}
