import { type Json, type JsonObject, isJsonObject } from './json.ts';

/**
 * When a device says that it last rebooted: `rebootTime`, as the device management tutorial reports it, or
 * `iothubDM.reboot.lastReboot` (`startedRebootTime` in the newest samples) of the later tutorials.
 * The text is the device's own; nothing says that it is a date.
 */
export function lastReboot(reported: JsonObject): string | undefined {
  const reboot = member(member(reported, 'iothubDM'), 'reboot');
  const candidates = [reported['rebootTime'], member(reboot, 'lastReboot'), member(reboot, 'startedRebootTime')];

  return candidates.find(value => typeof value === 'string');
}

function member(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) ? value[key] : undefined;
}
