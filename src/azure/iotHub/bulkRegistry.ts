import type { BulkOptions, DeviceFailure } from '../../domain/hubClient.ts';
import type { NewDevice } from '../../domain/identityChange.ts';
import { answerOf, failuresOf } from './bulkAnswer.ts';
import type { HubCalls } from './hubCalls.ts';
import { deviceBody } from './identityBody.ts';
import type { Sdk } from './sdk.ts';

/** The most devices of one bulk request: IoT Hub, "Quotas and throttling". */
const mostDevices = 100;

/** Creates devices, 100 in a request. Gives those that were not created. */
export async function createDevices(
  calls: HubCalls,
  devices: readonly NewDevice[],
  options?: BulkOptions,
): Promise<readonly DeviceFailure[]> {
  return runBulk(calls, devices, options, {
    send: ({ registry }, chunk) => registry.addDevices(chunk.map(deviceBody)),
    doneBefore: 'deviceExists',
  });
}

/** Deletes devices, 100 in a request, whatever their etags. Gives those that were not deleted. */
export async function deleteDevices(
  calls: HubCalls,
  deviceIds: readonly string[],
  options?: BulkOptions,
): Promise<readonly DeviceFailure[]> {
  const devices = deviceIds.map(deviceId => ({ deviceId }));
  return runBulk(calls, devices, options, {
    send: ({ registry }, chunk) => registry.removeDevices([...chunk], true),
    doneBefore: 'deviceNotFound',
  });
}

interface Named {
  readonly deviceId: string;
}

interface Bulk<T extends Named> {
  readonly send: (sdk: Sdk, chunk: readonly T[]) => Promise<{ readonly responseBody: unknown }>;
  /** What the service says of a device with which an earlier try, whose answer was lost, has done it already. */
  readonly doneBefore: string;
}

/** A chunk that fails as a whole ends it: the devices that are left fail with the same error. */
async function runBulk<T extends Named>(
  calls: HubCalls,
  devices: readonly T[],
  { signal, onProgress }: BulkOptions = {},
  bulk: Bulk<T>,
): Promise<readonly DeviceFailure[]> {
  const failures: DeviceFailure[] = [];
  for (let from = 0; from < devices.length; from += mostDevices) {
    const chunk = devices.slice(from, from + mostDevices);
    try {
      failures.push(...(await runChunk(calls, chunk, signal, bulk)));
    } catch (error) {
      return [...failures, ...devices.slice(from).map(({ deviceId }) => ({ deviceId, error }))];
    }
    onProgress?.(from + chunk.length);
  }
  return failures;
}

function runChunk<T extends Named>(
  calls: HubCalls,
  chunk: readonly T[],
  signal: AbortSignal | undefined,
  { send, doneBefore }: Bulk<T>,
): Promise<readonly DeviceFailure[]> {
  return calls.run({
    subject: {},
    signal,
    async send(sdk, { mayRepeat }) {
      const failures = failuresOf(await answerOf(bodyOf(send(sdk, chunk))), calls.hub);
      return failures.filter(({ error }) => !mayRepeat || error.reason.kind !== doneBefore);
    },
  });
}

async function bodyOf(request: Promise<{ readonly responseBody: unknown }>): Promise<unknown> {
  return (await request).responseBody;
}
