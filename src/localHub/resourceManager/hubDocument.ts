import type { HubAttributes, HubSku } from '../hubRecord.ts';
import type { ServedHub } from '../servedHub.ts';
import { type ArmContext, etagOf } from './armRequest.ts';
import { fixedProperties } from './hubProperties.ts';
import { hubType, resourceId } from './resourceIds.ts';
import { skuDocument } from './skus.ts';

function hubEtag({ hubs }: ArmContext, hub: ServedHub): string {
  return etagOf(hubs.recordOf(hub).changes);
}

export function hubId(arm: ArmContext, hub: ServedHub): string {
  return resourceId(arm, arm.hubs.recordOf(hub).resourceGroup, hubType, hub.name);
}

/** A hub as the resource manager shows it. */
export function hubDocument(arm: ArmContext, hub: ServedHub) {
  const record = arm.hubs.recordOf(hub);
  const { location } = record;

  return {
    ...resource(arm, hub.name, record, hub.sku),
    etag: hubEtag(arm, hub),
    properties: {
      ...fixedProperties,
      provisioningState: 'Succeeded',
      state: 'Active',
      hostName: hub.address.hostName,
      locations: [{ location, role: 'primary' }],
    },
    systemData: { createdAt: new Date(record.createdMs).toISOString() },
  };
}

/** A hub that is still being made. */
export function comingHubDocument(arm: ArmContext, name: string, attributes: HubAttributes, sku: HubSku) {
  return {
    ...resource(arm, name, attributes, sku),
    properties: { provisioningState: 'Creating', state: 'Activating' },
  };
}

function resource(arm: ArmContext, name: string, { resourceGroup, location, tags }: HubAttributes, sku: HubSku) {
  return {
    id: resourceId(arm, resourceGroup, hubType, name),
    name,
    type: hubType,
    location,
    tags,
    subscriptionid: arm.subscriptionId,
    resourcegroup: resourceGroup,
    sku: skuDocument(sku),
  };
}
