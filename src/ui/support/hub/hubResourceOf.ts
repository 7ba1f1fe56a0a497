import type { HubResource } from '../../../domain/hubResource.ts';
import { ResourceError } from '../../../domain/resourceError.ts';
import type { Hub } from './hub.ts';

/** The hub as a resource. @throws ResourceError, HubError if it is not there. */
export async function hubResourceOf(hub: Hub): Promise<HubResource> {
  const { resource } = await hub.connect();
  if (resource) return resource;

  throw new ResourceError({ kind: 'rejected', detail: `"${hub.name}" was added by its key, which does not reach it.` });
}
