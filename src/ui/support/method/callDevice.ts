import type { DirectMethodCall, DirectMethodResult } from '../../../domain/directMethod.ts';
import type { HubClient } from '../../../domain/hubClient.ts';
import { HubError } from '../../../domain/hubError.ts';
import type { MethodOutcome } from '../../../domain/methodRun.ts';
import { rebootMethods } from '../../../domain/rebootMethods.ts';
import type { IdentityTarget } from '../device/deviceTarget.ts';
import type { RebootWatch } from './rebootWatch.ts';
import { isCancellation } from '../showFailure.ts';

/** Calls a direct method on one device or module. Whatever the hub, the device or the person does to it is an outcome. */
export async function callDevice(
  client: HubClient,
  target: IdentityTarget,
  call: DirectMethodCall,
  rebootWatch: RebootWatch,
  signal: AbortSignal,
): Promise<MethodOutcome> {
  const { deviceId, moduleId } = target;
  let sent = false;
  const send = () => {
    sent = true;
    return moduleId === undefined
      ? client.invokeMethod(deviceId, call, signal)
      : client.invokeModuleMethod({ deviceId, moduleId }, call, signal);
  };
  try {
    signal.throwIfAborted();
    const result =
      moduleId === undefined && rebootMethods.has(call.methodName)
        ? await reboot(send, client, target, rebootWatch, signal)
        : await send();
    return { kind: 'answered', ...result };
  } catch (error) {
    if (isCancellation(error)) return { kind: 'cancelled', sent };
    if (!HubError.is(error)) throw error;
    return { kind: 'failed', reason: error.reason.kind, message: error.message, details: error.details };
  }
}

/** Awaits the reboot from before the call is sent: devices report it before they answer, or after, or never. */
async function reboot(
  send: () => Promise<DirectMethodResult>,
  client: HubClient,
  target: IdentityTarget,
  rebootWatch: RebootWatch,
  signal: AbortSignal,
): Promise<DirectMethodResult> {
  await rebootWatch.begin(client, target, signal);
  try {
    const result = await send();
    if (result.status >= 400) rebootWatch.stop(target);
    return result;
  } catch (error) {
    if (!mayStillReboot(error)) rebootWatch.stop(target);
    throw error;
  }
}

function mayStillReboot(error: unknown): boolean {
  return HubError.is(error, 'noAnswer') || HubError.is(error, 'mayHaveRun') || isCancellation(error);
}
