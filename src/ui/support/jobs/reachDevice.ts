import type { HubClient } from '../../../domain/hubClient.ts';
import { HubError } from '../../../domain/hubError.ts';
import type { IdentityAddress } from '../../../domain/identityAddress.ts';
import type { DeviceJob, JobAction } from '../../../domain/jobs/job.ts';
import type { TwinPatch } from '../../../domain/twin/twinPatch.ts';

/** Someone else may change a twin in between so often. */
const mostTries = 5;

/** Does with one device or module what a job would do, and gives what its row says of it then. @throws HubError */
export async function reachDevice(
  client: HubClient,
  address: IdentityAddress,
  action: JobAction,
  signal: AbortSignal,
): Promise<Pick<DeviceJob, 'methodResponse'>> {
  if (action.kind === 'twin') {
    await forceTwin(client, address, action.patch, signal);
    return {};
  }
  const { deviceId, moduleId } = address;
  const methodResponse =
    moduleId === undefined
      ? await client.invokeMethod(deviceId, action.call, signal)
      : await client.invokeModuleMethod({ deviceId, moduleId }, action.call, signal);
  return { methodResponse };
}

/** As a job of the hub does, whoever changed the twin in between. */
async function forceTwin(
  client: HubClient,
  address: IdentityAddress,
  patch: TwinPatch,
  signal: AbortSignal,
): Promise<void> {
  const { deviceId, moduleId } = address;
  for (let tries = 1; ; tries++) {
    const { etag } =
      moduleId === undefined
        ? await client.getTwin(deviceId, signal)
        : await client.getModuleTwin(deviceId, moduleId, signal);
    try {
      await client.updateTwin(address, patch, etag, signal);
      return;
    } catch (error) {
      if (!HubError.is(error, 'etagMismatch') || tries === mostTries) throw error;
    }
  }
}
