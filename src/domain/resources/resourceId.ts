/** What stands in the id of a resource: `/subscriptions/…/resourceGroups/…/providers/NAMESPACE/TYPE/NAME`. */
export interface ResourceId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

const pattern =
  /^\/subscriptions\/(?<subscriptionId>[^/]+)\/resourceGroups\/(?<resourceGroup>[^/]+)(?:\/.*)?\/(?<name>[^/]+)$/i;

/** Reads the id of a resource in a resource group; nothing for any other text. */
export function parseResourceId(id: string): ResourceId | undefined {
  const { subscriptionId, resourceGroup, name } = pattern.exec(id)?.groups ?? {};
  return subscriptionId && resourceGroup && name ? { subscriptionId, resourceGroup, name } : undefined;
}
