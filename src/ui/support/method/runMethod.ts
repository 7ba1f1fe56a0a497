import { randomUUID } from 'node:crypto';
import type { DirectMethodCall } from '../../../domain/directMethod.ts';
import type { IdentityAddress } from '../../../domain/identityAddress.ts';
import { mapConcurrently } from '../../../domain/mapConcurrently.ts';
import type { MethodRun } from '../../../domain/methodRun.ts';
import { callDevice } from './callDevice.ts';
import { addressOf } from '../device/deviceTarget.ts';
import type { Hub } from '../hub/hub.ts';
import type { Services } from '../services.ts';

/** Calls in flight at a time: well below the throttle of the smallest hub. */
const concurrentCalls = 10;

export interface MethodOrder {
  readonly hub: Hub;
  /** Devices, and modules of them. */
  readonly targets: readonly IdentityAddress[];
  readonly call: DirectMethodCall;
}

/**
 * Calls a direct method on devices and modules of one hub and keeps what came of it in the history. The failure of one device does
 * not keep the others from being called.
 * @param onAnswer hears how many devices have answered or failed by now.
 */
export async function runMethod(
  { methodHistory, rebootWatch, deviceEvents }: Pick<Services, 'methodHistory' | 'rebootWatch' | 'deviceEvents'>,
  { hub, targets, call }: MethodOrder,
  signal: AbortSignal,
  onAnswer: (count: number) => void,
): Promise<MethodRun> {
  const { client } = await hub.connect();
  const startedTime = new Date().toISOString();
  let count = 0;

  const answers = await mapConcurrently(targets, concurrentCalls, async target => {
    const address = addressOf(target);
    const started = performance.now();
    const outcome = await callDevice(client, { hub, ...address }, call, rebootWatch, signal);
    onAnswer(++count);
    return { ...address, tookMs: Math.round(performance.now() - started), outcome };
  });
  const run = { id: randomUUID(), hubId: hub.id, hubName: hub.name, call, startedTime, answers };

  await methodHistory.add(run);
  deviceEvents.changed(hub.id, [...new Set(targets.map(({ deviceId }) => deviceId))]);
  return run;
}
