import type {
  IotDpsClient,
  IotHubDefinitionDescription,
  ProvisioningServiceDescription,
} from '@azure/arm-deviceprovisioningservices';
import { type LinkedHub, type ServiceAllocation, findHub } from '../../domain/provisioning/candidateHubs.ts';
import type { HubLink } from '../../domain/provisioning/hubLink.ts';
import type { ProvisioningResource } from '../../domain/provisioning/provisioningResource.ts';
import { ResourceError } from '../../domain/resourceError.ts';
import type { HubResourceAddress } from './hubResourceAddress.ts';
import { linkBody } from './linkBody.ts';
import { callOptions, type ResourceCall, resourceCalls } from './resourceCalls.ts';

type Policy = ServiceAllocation['allocationPolicy'];

/** The names of policies in the management plane. */
const policyNames = { hashed: 'Hashed', geoLatency: 'GeoLatency', static: 'Static' } as const;

/** What the service takes a hub to have of which nothing is said. Source: `az iot dps linked-hub create`. */
const usualLink = { allocationWeight: 1, applyAllocationPolicy: true };

/** Speaks of a provisioning service with its resource manager. Opens no connection before the first call. */
export function createProvisioningResource(address: HubResourceAddress): ProvisioningResource {
  const { management, resourceGroup, name } = address;
  const call = resourceCalls(management, async () => {
    const { provisioningManagementClient } = await import('./provisioningManagementClient.ts');
    return provisioningManagementClient(address);
  });

  return {
    allocation: signal =>
      call(name, async ({ iotDpsResource }) =>
        toAllocation(await iotDpsResource.get(resourceGroup, name, callOptions(signal))),
      ),
    setAllocationPolicy: (policy, signal) =>
      change(address, call, signal, properties => ({ ...properties, allocationPolicy: policyNames[policy] })),
    setWeight: (hostName, weight, signal) =>
      change(address, call, signal, properties => ({
        ...properties,
        iotHubs: linked(properties, hostName).map(hub => (isHub(hub, hostName) ? reweighed(hub, weight) : hub)),
      })),
    link: (hub, signal) =>
      change(address, call, signal, properties => ({
        ...properties,
        iotHubs: withLink(properties, linkBody(hub), hub),
      })),
    unlink: (hostName, signal) =>
      change(address, call, signal, properties => ({
        ...properties,
        iotHubs: linked(properties, hostName).filter(hub => !isHub(hub, hostName)),
      })),
  };
}

type Properties = ProvisioningServiceDescription['properties'];

/** The service has no change of a part of it: all of it is read and written, if nobody else wrote in between. */
async function change(
  { resourceGroup, name }: HubResourceAddress,
  call: ResourceCall<IotDpsClient>,
  signal: AbortSignal | undefined,
  edit: (properties: Properties) => Properties,
): Promise<void> {
  await call(name, async ({ iotDpsResource }) => {
    const service = await iotDpsResource.get(resourceGroup, name, callOptions(signal));
    const changed = { ...service, properties: edit(service.properties) };
    await iotDpsResource.createOrUpdate(resourceGroup, name, changed, {
      ...callOptions(signal),
      ...(service.etag === undefined ? {} : { requestOptions: { headers: { 'if-match': service.etag } } }),
    });
  });
}

/** The links of a service, of which one is that of this hub. @throws ResourceError `notFound` */
function linked({ iotHubs = [] }: Properties, hostName: string): readonly IotHubDefinitionDescription[] {
  if (iotHubs.some(hub => isHub(hub, hostName))) return iotHubs;
  throw new ResourceError({ kind: 'notFound', detail: `${hostName} is not linked to the service.` });
}

/** @throws ResourceError `rejected` for a hub that is linked already. */
function withLink(
  { iotHubs = [] }: Properties,
  link: IotHubDefinitionDescription,
  { connectionString: { hostName } }: HubLink,
): IotHubDefinitionDescription[] {
  if (!iotHubs.some(hub => isHub(hub, hostName))) return [...iotHubs, link];
  throw new ResourceError({ kind: 'rejected', detail: `${hostName} is linked already. Set its weight instead.` });
}

function reweighed(hub: IotHubDefinitionDescription, allocationWeight: number): IotHubDefinitionDescription {
  return { ...hub, allocationWeight };
}

function isHub(hub: IotHubDefinitionDescription, hostName: string): boolean {
  return findHub([toLinkedHub(hub)], hostName) !== undefined;
}

function toAllocation({ properties }: ProvisioningServiceDescription): ServiceAllocation {
  const { allocationPolicy = policyNames.hashed, iotHubs = [] } = properties;
  const policies = Object.keys(policyNames) as readonly Policy[];
  const policy = policies.find(known => policyNames[known] === allocationPolicy);
  if (!policy) throw new ResourceError({ kind: 'rejected', detail: `its policy "${allocationPolicy}" is not known.` });

  return { allocationPolicy: policy, linkedHubs: iotHubs.map(toLinkedHub) };
}

function toLinkedHub({ name, hostName, ...link }: IotHubDefinitionDescription): LinkedHub {
  const { allocationWeight, applyAllocationPolicy } = { ...usualLink, ...link };
  return { hostName: name ?? hostName ?? '', allocationWeight, applyAllocationPolicy };
}
