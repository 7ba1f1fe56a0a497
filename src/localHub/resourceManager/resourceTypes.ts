import { diskResource } from './compute/disks.ts';
import { galleryImageResource, galleryResource, galleryVersionResource } from './compute/galleries.ts';
import { imageResource } from './compute/images.ts';
import { machineResource } from './compute/machines.ts';
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
  machineResource,
  imageResource,
  galleryVersionResource,
  galleryImageResource,
  galleryResource,
  diskResource,
  interfaceResource,
  publicAddressResource,
  networkResource,
  subnetResource,
  securityGroupResource,
];
