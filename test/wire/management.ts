import { ComputeManagementClient } from '@azure/arm-compute';
import { IotHubClient } from '@azure/arm-iothub';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { DeploymentsClient } from '@azure/arm-resourcesdeployments';
import { StorageManagementClient } from '@azure/arm-storage';
import { createProvisioningResource } from '../../src/azure/resourceManager/provisioningResource.ts';
import { createResourceManager } from '../../src/azure/resourceManager/resourceManager.ts';
import { givenToken } from '../../src/azure/tokenSource.ts';
import type { ProvisioningResource } from '../../src/domain/provisioning/provisioningResource.ts';
import type { ResourceManager, SubscriptionResources } from '../../src/domain/resources/resourceManager.ts';
import { Secret } from '../../src/domain/secret.ts';
import type { LocalHub } from '../support/localHub.ts';
import { type Answer, type RawRequest, sendRequest } from './service.ts';

/** What the ready line says of the resource manager. */
export function managerOf(hub: LocalHub) {
  return hub.ready.resourceManager;
}

/** The extension's own client. */
export function ownManager(hub: LocalHub, token = managerOf(hub).token): ResourceManager {
  return createResourceManager({ address: managerOf(hub).endpoint, tokens: givenToken(new Secret(token)), ca: hub.ca });
}

/** Its client for the only subscription. */
export function ownSubscription(hub: LocalHub): SubscriptionResources {
  return ownManager(hub).in(managerOf(hub).subscriptionId);
}

/** Its client for the linked hubs of a provisioning service. */
export function ownProvisioningResource(hub: LocalHub, name: string): ProvisioningResource {
  const { endpoint: address, subscriptionId, token, resourceGroup } = managerOf(hub);
  const management = { address, tokens: givenToken(new Secret(token)), ca: hub.ca };
  return createProvisioningResource({ management, subscriptionId, resourceGroup, name });
}

/** Gives every client the token of the ready line, or another. */
export function credentialOf(hub: LocalHub, token = managerOf(hub).token) {
  return { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
}

/** How the official clients of Azure's resource manager come to the local one. */
export function clientOptions(hub: LocalHub) {
  return { endpoint: managerOf(hub).endpoint, tlsOptions: { ca: hub.ca }, retryOptions: { maxRetries: 0 } };
}

/** The official client for IoT hubs as resources, unmodified. */
export function managementClient(hub: LocalHub, token?: string): IotHubClient {
  return new IotHubClient(credentialOf(hub, token), managerOf(hub).subscriptionId, clientOptions(hub));
}

/** The official client for resource groups and what is in them. */
export function groupClient(hub: LocalHub): ResourceManagementClient {
  return new ResourceManagementClient(credentialOf(hub), managerOf(hub).subscriptionId, clientOptions(hub));
}

/** The official client for deployments of templates. */
export function deploymentClient(hub: LocalHub): DeploymentsClient {
  return new DeploymentsClient(credentialOf(hub), managerOf(hub).subscriptionId, clientOptions(hub));
}

/** The official client for virtual machines and their images. */
export function computeClient(hub: LocalHub): ComputeManagementClient {
  return new ComputeManagementClient(credentialOf(hub), managerOf(hub).subscriptionId, clientOptions(hub));
}

/** The official client for storage accounts. */
export function storageClient(hub: LocalHub): StorageManagementClient {
  return new StorageManagementClient(credentialOf(hub), managerOf(hub).subscriptionId, clientOptions(hub));
}

/** The official client for subscriptions and their places. */
export function subscriptionClient(hub: LocalHub): SubscriptionClient {
  return new SubscriptionClient(credentialOf(hub), clientOptions(hub));
}

export async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}

/** Sends a request as it is given, for what the official client would not send. `{s}` stands for the subscription. */
export function rawManagementRequest(hub: LocalHub, path: string, options: RawRequest = {}): Promise<Answer> {
  const { endpoint, subscriptionId, token } = managerOf(hub);
  const agent = hub.agent({ port: Number(new URL(endpoint).port) });

  return sendRequest(agent, path.replace('{s}', subscriptionId), { authorization: `Bearer ${token}`, ...options });
}
