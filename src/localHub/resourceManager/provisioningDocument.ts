import * as z from 'zod/mini';
import { home } from '../hubRecord.ts';
import type { LinkedLocalHub } from '../provisioning/linkedHubs.ts';
import type { ServedProvisioning } from '../servedProvisioning.ts';
import { type ArmContext, etagOf } from './armRequest.ts';
import { provisioningType, resourceId } from './resourceIds.ts';
import { tagsSchema } from './tags.ts';

/** What the resource manager knows of a provisioning service besides what the service knows of itself. */
const attributesSchema = z.object({ resourceGroup: z.string(), location: z.string(), tags: tagsSchema });
export type ProvisioningAttributes = z.infer<typeof attributesSchema>;

/** Services have one name, whatever their group. */
const attributesId = (name: string) => `/provisioningServices/${name}`;

/** Those of the command line are at home until somebody says more of them. */
export function attributesOf({ resources }: ArmContext, name: string): ProvisioningAttributes {
  return resources.get(attributesId(name), attributesSchema)?.document ?? { ...home, tags: {} };
}

export function putAttributes({ resources }: ArmContext, name: string, attributes: ProvisioningAttributes): void {
  resources.put(attributesId(name), attributes);
}

export function removeAttributes({ resources }: ArmContext, name: string): void {
  resources.remove(attributesId(name));
}

function provisioningEtag({ resources }: ArmContext, name: string): string {
  return etagOf(resources.get(attributesId(name), attributesSchema)?.etag ?? 0);
}

const sku = { name: 'S1', tier: 'Standard', capacity: 1 } as const;
const policyNames = { hashed: 'Hashed', geoLatency: 'GeoLatency', static: 'Static' } as const;

/** A service as the resource manager shows it. Devices and services come to the same port. */
export function provisioningDocument(arm: ArmContext, { name, service, address }: ServedProvisioning) {
  const attributes = attributesOf(arm, name);
  return {
    ...resource(arm, name, attributes),
    etag: provisioningEtag(arm, name),
    properties: {
      state: 'Active',
      provisioningState: 'Succeeded',
      publicNetworkAccess: 'Enabled',
      disableLocalAuth: false,
      allocationPolicy: policyNames[service.linkedHubs.policy],
      iotHubs: service.linkedHubs.list().map(hub => linkDocument(hub, attributes.location)),
      serviceOperationsHostName: address.hostName,
      deviceProvisioningHostName: address.hostName,
      idScope: service.idScope,
    },
  };
}

/** A service that is still being made. */
export function comingProvisioningDocument(arm: ArmContext, name: string, attributes: ProvisioningAttributes) {
  return { ...resource(arm, name, attributes), properties: { state: 'Activating', provisioningState: 'Creating' } };
}

function resource(arm: ArmContext, name: string, { resourceGroup, location, tags }: ProvisioningAttributes) {
  return {
    id: resourceId(arm, resourceGroup, provisioningType, name),
    name,
    type: provisioningType,
    location,
    tags,
    subscriptionid: arm.subscriptionId,
    resourcegroup: resourceGroup,
    sku,
  };
}

/** The key is not shown, as Azure does not show it. */
function linkDocument({ hostName, allocationWeight, applyAllocationPolicy }: LinkedLocalHub, location: string) {
  return {
    name: hostName,
    hostName,
    connectionString: `HostName=${hostName};SharedAccessKeyName=iothubowner;SharedAccessKey=****`,
    authenticationType: 'KeyBased',
    location,
    allocationWeight,
    applyAllocationPolicy,
  };
}
