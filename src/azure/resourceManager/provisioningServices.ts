import type * as z from 'zod/mini';
import { parseResourceId } from '../../domain/resources/resourceId.ts';
import type {
  ProvisioningListing,
  ProvisioningResources,
  ServicePlace,
} from '../../domain/resources/resourceManager.ts';
import type { ArmCalls } from './armCalls.ts';
import { nameAnswer, policyAnswer, provisioningAnswer } from './armSchemas.ts';
import { linkBody } from './linkBody.ts';
import { toPolicyKeys } from './policyKeys.ts';

/** The first stable version that tells whether keys are refused is 2026-08-31, that of @azure/arm-deviceprovisioningservices. */
const apiVersion = '2026-08-31';

/** Device provisioning services as resources. @param subscription `/subscriptions/…` */
export function provisioningResources(calls: ArmCalls, subscription: string): ProvisioningResources {
  const provider = '/providers/Microsoft.Devices';
  const pathOf = ({ resourceGroup, name }: ServicePlace) => {
    const group = `${subscription}/resourceGroups/${encodeURIComponent(resourceGroup)}`;
    return `${group}${provider}/provisioningServices/${encodeURIComponent(name)}`;
  };

  return {
    async list(signal) {
      const path = `${subscription}${provider}/provisioningServices`;
      return (await calls.list(provisioningAnswer, { path, apiVersion, signal })).map(toListing);
    },
    async nameProblem(name, signal) {
      const path = `${subscription}${provider}/checkProvisioningServiceNameAvailability`;
      const { nameAvailable, message } = await calls.post(nameAnswer, { path, apiVersion, body: { name }, signal });
      return nameAvailable ? undefined : (message ?? '');
    },
    create({ location, links, ...service }, signal) {
      const body = { location, sku: { name: 'S1', capacity: 1 }, properties: { iotHubs: links.map(linkBody) } };
      return calls.begin('PUT', { path: pathOf(service), apiVersion, body, signal });
    },
    delete: (service, signal) => calls.begin('DELETE', { path: pathOf(service), apiVersion, signal }),
    async policies(service, hostName, signal) {
      const path = `${pathOf(service)}/listkeys`;
      const answers = await calls.postList(policyAnswer, { path, apiVersion, signal });
      return answers.map(answer => toPolicyKeys(hostName, answer));
    },
  };
}

function toListing({ id, name, location, properties }: z.infer<typeof provisioningAnswer>): ProvisioningListing {
  const { serviceOperationsHostName, idScope } = properties;
  return {
    id,
    name,
    location,
    resourceGroup: parseResourceId(id)?.resourceGroup ?? '',
    state: properties.state ?? properties.provisioningState ?? '',
    localAuthDisabled: properties.disableLocalAuth === true,
    ...(idScope ? { idScope } : {}),
    ...(serviceOperationsHostName ? { hostName: serviceOperationsHostName } : {}),
  };
}
