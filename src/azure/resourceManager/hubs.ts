import type * as z from 'zod/mini';
import { parseResourceId } from '../../domain/resources/resourceId.ts';
import type { HubListing, HubPlace, HubResources } from '../../domain/resources/resourceManager.ts';
import { jsonObject } from '../iotHub/wire.ts';
import type { ArmCalls } from './armCalls.ts';
import { hubAnswer, nameAnswer, policyAnswer } from './armSchemas.ts';
import { toPolicyKeys } from './policyKeys.ts';

const apiVersion = '2023-06-30';

/** IoT hubs as resources. @param subscription `/subscriptions/…` */
export function hubResources(calls: ArmCalls, subscription: string): HubResources {
  const provider = '/providers/Microsoft.Devices';
  const pathOf = ({ resourceGroup, name }: HubPlace) =>
    `${subscription}/resourceGroups/${encodeURIComponent(resourceGroup)}${provider}/IotHubs/${encodeURIComponent(name)}`;

  return {
    async list(signal) {
      const answers = await calls.list(hubAnswer, { path: `${subscription}${provider}/IotHubs`, apiVersion, signal });
      return answers.map(toListing);
    },
    async get(hub, signal) {
      return toListing(await calls.get(hubAnswer, { path: pathOf(hub), apiVersion, signal }));
    },
    async nameProblem(name, signal) {
      const call = { path: `${subscription}${provider}/checkNameAvailability`, apiVersion, body: { name }, signal };
      const { nameAvailable, message } = await calls.post(nameAnswer, call);
      return nameAvailable ? undefined : (message ?? '');
    },
    create({ location, sku, units, ...hub }, signal) {
      const body = { location, sku: { name: sku, capacity: units }, properties: {} };
      return calls.begin('PUT', { path: pathOf(hub), apiVersion, body, signal });
    },
    delete: (hub, signal) => calls.begin('DELETE', { path: pathOf(hub), apiVersion, signal }),
    async policies(hub, hostName, signal) {
      const path = `${pathOf(hub)}/listkeys`;
      const answers = await calls.postList(policyAnswer, { path, apiVersion, signal });
      return answers.map(answer => toPolicyKeys(hostName, answer));
    },
    endpointHealth: (hub, signal) =>
      calls.list(jsonObject, { path: `${pathOf(hub)}/routingEndpointsHealth`, apiVersion, signal }),
  };
}

function toListing(document: z.infer<typeof hubAnswer>): HubListing {
  const { id, name, location, sku, properties } = document;
  return {
    id,
    name,
    location,
    resourceGroup: parseResourceId(id)?.resourceGroup ?? '',
    sku: sku.name,
    units: sku.capacity,
    state: properties.state ?? properties.provisioningState ?? '',
    localAuthDisabled: properties.disableLocalAuth === true,
    document,
    ...(properties.hostName ? { hostName: properties.hostName } : {}),
  };
}
