import * as z from 'zod/mini';
import type { DeviceStatistics } from '../../domain/hubClient.ts';
import type { HubCalls } from './hubCalls.ts';
import { readAnswer } from './wire.ts';

const devices = z.object({
  totalDeviceCount: z.number(),
  enabledDeviceCount: z.number(),
  disabledDeviceCount: z.number(),
});
const service = z.object({ connectedDeviceCount: z.number() });

/** The numbers of `/statistics/devices` and `/statistics/service`; the second has no method in azure-iothub. */
export async function statistics(calls: HubCalls, signal?: AbortSignal): Promise<DeviceStatistics> {
  const subject = {};
  const [ofDevices, ofService] = await Promise.all([
    calls.run({ subject, signal, send: async sdk => readAnswer(devices, await sdk.get('/statistics/devices')) }),
    calls.run({ subject, signal, send: async sdk => readAnswer(service, await sdk.get('/statistics/service')) }),
  ]);

  return { ...ofDevices, ...ofService };
}
