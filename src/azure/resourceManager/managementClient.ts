// This file is the only one that imports the package, and is itself imported when the first call is made.
import { IotHubClient } from '@azure/arm-iothub';
import type { ManagementEndpoint } from '../endpoint.ts';
import { clientArguments, withoutProxy } from './clientArguments.ts';

/** The official client of IoT hubs as resources. */
export function managementClient(management: ManagementEndpoint): IotHubClient {
  return withoutProxy(new IotHubClient(...clientArguments(management)));
}
