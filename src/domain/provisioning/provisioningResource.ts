import type { ServiceAllocation } from './candidateHubs.ts';
import type { HubLink } from './hubLink.ts';

/**
 * A provisioning service as a resource: what only a resource manager can tell and change of it, not the service itself.
 * All throw ResourceError; AbortError if `signal` says so.
 */
export interface ProvisioningResource {
  /** The policy of the service, and the hubs that are linked to it. */
  allocation(signal?: AbortSignal): Promise<ServiceAllocation>;
  /** @throws ResourceError `changed` if somebody else changed the service in between. */
  setAllocationPolicy(policy: ServiceAllocation['allocationPolicy'], signal?: AbortSignal): Promise<void>;
  /** Lets the service send devices to a hub. @throws ResourceError `changed`; `rejected` for one that is linked already. */
  link(hub: HubLink, signal?: AbortSignal): Promise<void>;
  /** Devices stay on the hub, and get no other one. @throws ResourceError `changed`; `notFound` if it is not linked any more. */
  unlink(hostName: string, signal?: AbortSignal): Promise<void>;
  /** @param weight from 1 to 1,000. @throws ResourceError `changed`; `notFound` if the hub is not linked any more. */
  setWeight(hostName: string, weight: number, signal?: AbortSignal): Promise<void>;
}
