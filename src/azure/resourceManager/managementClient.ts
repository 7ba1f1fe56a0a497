// This file is the only one that imports the package, and is itself imported when the first call is made.
import { IotHubClient } from '@azure/arm-iothub';
import type { ManagementEndpoint } from '../endpoint.ts';

/** How long a token that was given is taken to be good: the client asks for it again after that. */
const tokenMs = 60 * 60 * 1000;

/** The official client of IoT hubs as resources. Its own proxy settings are left out: VS Code's hold for every request. */
export function managementClient({ address, subscriptionId, token, ca }: ManagementEndpoint): IotHubClient {
  const credential = {
    getToken: async () => ({ token: token.reveal(), expiresOnTimestamp: Date.now() + tokenMs }),
  };
  const client = new IotHubClient(credential, subscriptionId, {
    endpoint: address,
    ...(ca === undefined ? {} : { tlsOptions: { ca } }),
  });
  client.pipeline.removePolicy({ name: 'proxyPolicy' });
  return client;
}
