import { doorLockProperty } from '../../domain/doorLock.ts';
import { isJsonObject } from '../../domain/json.ts';
import type { Behaviour } from './behaviour.ts';

/**
 * `lockDoor` of the jobs tutorial: answers at once. What the tutorial leaves out, so that the lock can be seen in the
 * twin: the device reports `doorLock.lockedTime` and, as it was given, `doorLock.lockTime`.
 */
export const lockDoor: Behaviour = {
  methodName: 'lockDoor',

  async answer(payload, device) {
    const lockTime = isJsonObject(payload) ? payload['lockTime'] : undefined;
    await device.report({
      [doorLockProperty]: { lockedTime: device.now().toISOString(), lockTime: lockTime ?? null },
    });

    return { status: 200, payload: { Response: 'lockDoor called successfully' } };
  },
};
