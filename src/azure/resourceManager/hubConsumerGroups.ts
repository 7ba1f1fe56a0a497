import type { IotHubClient } from '@azure/arm-iothub';
import type { ConsumerGroups } from '../../domain/consumerGroups.ts';
import type { HubResourceAddress } from './hubResourceAddress.ts';
import { callOptions, type ResourceCall } from './resourceCalls.ts';

/** The name of the built-in endpoint, which telemetry goes to. The service has no other one with consumer groups. */
const endpoint = 'events';

/** The consumer groups of a hub. */
export function hubConsumerGroups(
  { resourceGroup, name: hub }: HubResourceAddress,
  call: ResourceCall<IotHubClient>,
): ConsumerGroups {
  return {
    list: signal =>
      call(hub, async ({ iotHubResource }) => {
        const groups = iotHubResource.listEventHubConsumerGroups(resourceGroup, hub, endpoint, callOptions(signal));
        return (await Array.fromAsync(groups)).flatMap(({ name }) => name ?? []);
      }),
    create: (name, signal) =>
      call(name, async ({ iotHubResource }) => {
        const body = { properties: { name } };
        const options = callOptions(signal);
        await iotHubResource.createEventHubConsumerGroup(resourceGroup, hub, endpoint, name, body, options);
      }),
    delete: (name, signal) =>
      call(name, ({ iotHubResource }) =>
        iotHubResource.deleteEventHubConsumerGroup(resourceGroup, hub, endpoint, name, callOptions(signal)),
      ),
  };
}
