import type { ProvisioningResource } from '../../../domain/provisioning/provisioningResource.ts';
import { ResourceError } from '../../../domain/resourceError.ts';
import type { ProvisioningService } from './provisioningService.ts';

/** The service as a resource. @throws ResourceError, HubError if it is not there. */
export async function provisioningResourceOf(service: ProvisioningService): Promise<ProvisioningResource> {
  const { resource } = await service.connect();
  if (resource) return resource;

  const detail = `"${service.name}" was added by its key, which does not reach it.`;
  throw new ResourceError({ kind: 'rejected', detail });
}
