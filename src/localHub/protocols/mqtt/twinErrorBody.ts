import { randomUUID } from 'node:crypto';
import type { DeviceSideError } from '../../iotHub/deviceSide.ts';

/**
 * The body of an answer on `$iothub/twin/res/{status}/`: azure-iot-device does not look at the status in the topic, but
 * takes a body with `errorCode` for a failure.
 */
export function twinErrorBody({ errorCode, message }: DeviceSideError, nowMs: number): string {
  const trackingId = randomUUID().replaceAll('-', '').toUpperCase();

  return JSON.stringify({ errorCode, trackingId, message, timestampUtc: new Date(nowMs).toISOString() });
}
