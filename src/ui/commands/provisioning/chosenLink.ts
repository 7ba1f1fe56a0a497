import { managedProvisioningServiceOf } from '../../prompts/provisioning/pickProvisioningService.ts';
import { type LinkedHubTarget, linkedHubOf } from '../../prompts/provisioning/pickLinkedHub.ts';
import { hubName, hubsByHost } from '../../support/provisioning/hubAt.ts';
import type { Services } from '../../support/services.ts';
import { readAllocation } from './changeAllocation.ts';

/** The link that a command is about: that of the node, or the one that the person picks, with the name of its hub. */
export async function chosenLink(services: Services, node?: Partial<LinkedHubTarget>) {
  const service = await managedProvisioningServiceOf(services, node);
  if (!service) return undefined;

  const { linkedHubs } = await readAllocation(services, service);
  const hub = await linkedHubOf(services, linkedHubs, node);
  return hub && { service, hub, name: hubName(await hubsByHost(services.hubs), hub.hostName) };
}
