// This file is the only one that imports the package, and is itself imported when the first call is made.
import { IotHubClient } from '@azure/arm-iothub';
import { clientArguments } from './clientArguments.ts';
import type { HubResourceAddress } from './hubResourceAddress.ts';
import { ledByEditor } from '../ledByEditor.ts';

/** The official client of IoT hubs as resources. */
export function managementClient(address: HubResourceAddress): IotHubClient {
  const client = new IotHubClient(...clientArguments(address));
  ledByEditor(client.pipeline);
  return client;
}
