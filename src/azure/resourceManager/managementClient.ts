// This file is the only one that imports the package, and is itself imported when the first call is made.
import { IotHubClient } from '@azure/arm-iothub';
import { clientArguments, withoutProxy } from './clientArguments.ts';
import type { HubResourceAddress } from './hubResourceAddress.ts';

/** The official client of IoT hubs as resources. */
export function managementClient(address: HubResourceAddress): IotHubClient {
  return withoutProxy(new IotHubClient(...clientArguments(address)));
}
