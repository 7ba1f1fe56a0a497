import { printHubConnectionString } from '../../domain/printHubConnectionString.ts';
import type { HubLink } from '../../domain/provisioning/hubLink.ts';

/** A link as the resource manager takes it: with the key, which it never shows again. */
export function linkBody({ connectionString, location, allocationWeight }: HubLink) {
  return {
    connectionString: printHubConnectionString(connectionString).reveal(),
    location,
    allocationWeight,
    applyAllocationPolicy: true,
  };
}
