import { consumerGroupResource } from './consumerGroups.ts';
import { hubResource } from './hubs.ts';
import { interfaceResource, publicAddressResource, securityGroupResource } from './network/networkParts.ts';
import { networkResource, subnetResource } from './network/networks.ts';
import { provisioningResource } from './provisioningServices.ts';
import { blobServiceResource } from './storage/blobServices.ts';
import { containerResource } from './storage/blobContainers.ts';
import { storageAccountResource } from './storage/storageAccounts.ts';
import type { ResourceType } from './resourceType.ts';

/** All types of resources that are served. A new one is its file and a line here; those that need others come first. */
export const resourceTypes: readonly ResourceType[] = [
  hubResource,
  consumerGroupResource,
  provisioningResource,
  storageAccountResource,
  blobServiceResource,
  containerResource,
  interfaceResource,
  publicAddressResource,
  networkResource,
  subnetResource,
  securityGroupResource,
];
