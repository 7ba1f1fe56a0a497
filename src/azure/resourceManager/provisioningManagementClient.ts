// This file is the only one that imports the package, and is itself imported when the first call is made.
import { IotDpsClient } from '@azure/arm-deviceprovisioningservices';
import { clientArguments } from './clientArguments.ts';
import type { HubResourceAddress } from './hubResourceAddress.ts';
import { ledByEditor } from '../ledByEditor.ts';

/** The official client of provisioning services as resources. */
export function provisioningManagementClient(address: HubResourceAddress): IotDpsClient {
  const client = new IotDpsClient(...clientArguments(address));
  ledByEditor(client.pipeline);
  return client;
}
