// This file is the only one that imports the package, and is itself imported when the first call is made.
import { IotDpsClient } from '@azure/arm-deviceprovisioningservices';
import { clientArguments, withoutProxy } from './clientArguments.ts';
import type { HubResourceAddress } from './hubResourceAddress.ts';

/** The official client of provisioning services as resources. */
export function provisioningManagementClient(address: HubResourceAddress): IotDpsClient {
  return withoutProxy(new IotDpsClient(...clientArguments(address)));
}
