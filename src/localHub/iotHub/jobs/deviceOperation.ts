import type { Json } from '../../../domain/json.ts';
import type { DeviceJobError, DeviceJobOutcome } from '../../store/deviceJobTable.ts';
import type { DirectMethods } from '../directMethods.ts';
import { HubFault } from '../hubFault.ts';
import { type MethodCall, parseMethodCall } from '../methodCall.ts';
import type { Twins } from '../twins.ts';

/**
 * What a job does with one device. A call leaves the hub: that it was begun must be stored before, so that no crash
 * makes it happen twice. A change is a part of the transaction that also stores how it ended.
 */
export type DeviceOperation =
  | { readonly kind: 'call'; readonly run: (name: string, untilMs: number) => Promise<DeviceJobOutcome> }
  | { readonly kind: 'change'; readonly run: (name: string) => DeviceJobOutcome };

/** Calls a method, given as it was sent. */
export function methodOperation(methods: DirectMethods, action: Json): DeviceOperation {
  const call: MethodCall = parseMethodCall(action);
  return {
    kind: 'call',
    run: async (name, untilMs) => {
      try {
        return { status: 'completed', answer: await methods.call(name, call, untilMs) };
      } catch (error) {
        return failed(error);
      }
    },
  };
}

/** Patches a twin, given as it was sent. */
export function twinOperation(twins: Twins, action: Json): DeviceOperation {
  return {
    kind: 'change',
    run: name => {
      try {
        twins.patch(name, action, undefined);
        return { status: 'completed' };
      } catch (error) {
        return failed(error);
      }
    },
  };
}

/** For devices whose turn did not come while the job could run. */
export const notStarted: DeviceJobError = {
  code: 'JobRunPreconditionFailed',
  description:
    'The job did not start within specified period: either device did not come online or invalid endTime specified.',
};

/** For devices that were being called when the hub ended. */
export const interrupted: DeviceJobError = {
  code: 'ServerError',
  description:
    'The hub stopped while it called the device. Whether the device got the call is not known, so it is not called again.',
};

/** A device that is offline has the same text, however long the job waited for it. */
function failed(error: unknown): DeviceJobOutcome {
  if (!(error instanceof HubFault)) throw error;

  const description = error.fault === 'DeviceNotOnline' ? 'Timed out waiting for device to connect.' : error.message;
  return { status: 'failed', error: { code: error.fault, description } };
}
