import { hubResource } from './hubs.ts';
import { provisioningResource } from './provisioningServices.ts';
import type { ResourceType } from './resourceType.ts';

/** All types of resources that are served. A new one is its file and a line here; those that need others come first. */
export const resourceTypes: readonly ResourceType[] = [hubResource, provisioningResource];
