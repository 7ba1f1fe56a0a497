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

/** A resource for people: its kind and its name, `IotHubs/contoso`; the text itself if it is no id. */
export function resourceLabel(id: string): string {
  const [, kind = '', ...rest] = id.split('/providers/').at(-1)?.split('/') ?? [];
  if (!id.includes('/providers/') || rest.length === 0) return id;

  const names = [rest[0], ...rest.slice(1).filter((_, index) => index % 2 === 1)];
  return `${kind}/${names.join('/')}`;
}
