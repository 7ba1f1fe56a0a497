import type { DeviceAddress } from './deviceSide.ts';

/**
 * One text for an identity, whether device or module: `door-017`, or `door-017/camera`. Ids have no slash, so that it
 * names one identity, and a device stands right before its modules where names are in order.
 */
export function identityName({ deviceId, moduleId }: DeviceAddress): string {
  return moduleId === undefined ? deviceId : `${deviceId}/${moduleId}`;
}

/** The device and module that a name names. */
export function addressOf(name: string): DeviceAddress {
  const slash = name.indexOf('/');
  return slash < 0 ? { deviceId: name } : { deviceId: name.slice(0, slash), moduleId: name.slice(slash + 1) };
}

export function isModule(name: string): boolean {
  return name.includes('/');
}
