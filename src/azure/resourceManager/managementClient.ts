// This file is the only one that imports the package, and is itself imported when the first call is made.
import { IotHubClient } from '@azure/arm-iothub';
import type { HubResourceAddress } from './hubResource.ts';
import { tokenCredential } from './tokenCredential.ts';

/** The official client of IoT hubs as resources. Its own proxy settings are left out: VS Code's hold for every request. */
export function managementClient({ management, subscriptionId }: HubResourceAddress): IotHubClient {
  const { address, ca } = management;
  const client = new IotHubClient(tokenCredential(management), subscriptionId, {
    endpoint: address,
    ...(ca === undefined ? {} : { tlsOptions: { ca } }),
  });
  client.pipeline.removePolicy({ name: 'proxyPolicy' });
  return client;
}
