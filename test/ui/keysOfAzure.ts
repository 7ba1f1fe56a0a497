import { IotHubClient } from '@azure/arm-iothub';
import { StorageManagementClient } from '@azure/arm-storage';
import type { LocalHub } from '../support/localHub.ts';

/** All keys of the hub and the account of the journey, as the official clients read them. */
export async function keysOfAzure({ ready: { resourceManager }, ca }: LocalHub): Promise<readonly string[]> {
  const { endpoint, subscriptionId, token } = resourceManager;
  const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const options = { endpoint, tlsOptions: { ca } };
  const hubs = new IotHubClient(credential, subscriptionId, options);
  const policies = await Array.fromAsync(hubs.iotHubResource.listKeys('gates', 'plantgates'));
  const { storageAccounts } = new StorageManagementClient(credential, subscriptionId, options);
  const { keys = [] } = await storageAccounts.listKeys('plants', 'plantexports');
  const all = [
    ...policies.flatMap(({ primaryKey, secondaryKey }) => [primaryKey, secondaryKey]),
    ...keys.map(({ value }) => value),
  ];
  return all.filter(key => key !== undefined);
}
