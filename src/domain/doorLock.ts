import { isJsonObject, type JsonObject } from './json.ts';

/** The reported property in which simulated devices say that their door is locked. */
export const doorLockProperty = 'doorLock';

/** When a device says that its door was locked, ISO 8601: reported `doorLock.lockedTime`. */
export function doorLockedTime(reported: JsonObject): string | undefined {
  const lock = reported[doorLockProperty];
  const time = isJsonObject(lock) ? lock['lockedTime'] : undefined;

  return typeof time === 'string' ? time : undefined;
}
