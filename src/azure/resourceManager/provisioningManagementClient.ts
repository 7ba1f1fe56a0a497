// This file is the only one that imports the package, and is itself imported when the first call is made.
import { IotDpsClient } from '@azure/arm-deviceprovisioningservices';
import type { ManagementEndpoint } from '../endpoint.ts';
import { clientArguments, withoutProxy } from './clientArguments.ts';

/** The official client of provisioning services as resources. */
export function provisioningManagementClient(management: ManagementEndpoint): IotDpsClient {
  return withoutProxy(new IotDpsClient(...clientArguments(management)));
}
