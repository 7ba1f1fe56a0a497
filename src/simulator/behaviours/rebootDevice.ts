import type { Behaviour } from './behaviour.ts';
import { pythonDateTime } from './pythonDateTime.ts';

/**
 * `rebootDevice` of the device management tutorial for Python: waits, reports `rebootTime`, answers.
 *
 * The tutorial's device never leaves; this one then goes offline and comes back. In this order, because a hub gives up
 * a call when the connection it went to ends: the device SDK refuses to answer on another one ("the service already
 * considers the method has failed"). The answer is written before the connection is closed, so it always arrives.
 */
export const rebootDevice: Behaviour = {
  methodName: 'rebootDevice',

  async answer(_payload, device) {
    device.beginReboot();
    await device.wait(device.settings.rebootDelayMs);
    await device.report({ rebootTime: pythonDateTime(device.now()) });

    return { status: 200, payload: { Response: 'This is the response from the device' } };
  },

  async afterwards(_payload, device) {
    device.restart();
  },
};
