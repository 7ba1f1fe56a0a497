import type * as vscode from 'vscode';
import { findHub, type LinkedHub } from '../../../domain/provisioning/candidateHubs.ts';
import { type HubLink, linkPolicy } from '../../../domain/provisioning/hubLink.ts';
import { ResourceError } from '../../../domain/resourceError.ts';
import type { HubListing } from '../../../domain/resources/resourceManager.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';

/** A hub that can be linked to a provisioning service. */
export interface LinkableHub {
  readonly listing: HubListing;
  readonly hostName: string;
  readonly scope: ResourceScope;
}

/** A row of a list from which hubs are chosen. */
export interface LinkableHubItem extends vscode.QuickPickItem {
  readonly hub: LinkableHub;
}

/** The hubs of a subscription that a provisioning service can work with by key, but for those that it works with already. */
export async function linkableHubs(
  scope: ResourceScope,
  linked: readonly LinkedHub[],
  signal: AbortSignal,
): Promise<readonly LinkableHub[]> {
  const listings = await scope.resources.hubs.list(signal);
  return listings.flatMap(listing => {
    const { hostName, localAuthDisabled } = listing;
    if (hostName === undefined || localAuthDisabled || findHub(linked, hostName)) return [];
    return [{ listing, hostName, scope }];
  });
}

export function linkableHubItem(hub: LinkableHub): LinkableHubItem {
  const { name, location, resourceGroup } = hub.listing;
  return { label: name, description: [resourceGroup, location].join(' · '), detail: hub.hostName, hub };
}

/** The link with the key that it takes. @throws ResourceError `rejected` if no policy of the hub is enough; SignInError */
export async function hubLinkOf(
  { listing, hostName, scope }: LinkableHub,
  allocationWeight: number,
  signal: AbortSignal,
): Promise<HubLink> {
  const connectionString = linkPolicy(await scope.resources.hubs.policies(listing, hostName, signal));
  if (connectionString) return { connectionString, location: listing.location, allocationWeight };

  const detail = `no shared access policy of ${listing.name} may write the registry and connect services. Create one.`;
  throw new ResourceError({ kind: 'rejected', detail });
}
