import type { DeviceIdentity, DeviceTwin } from './device.ts';
import { HubError } from './hubError.ts';

type Scoped = Pick<DeviceTwin | DeviceIdentity, 'capabilities' | 'deviceScope' | 'parentScopes'>;

const scopePattern = /^ms-azure-iot-edge:\/\/(?<deviceId>.+)-\d+$/;

/**
 * The edge device above a device, by id; nothing if there is none. An edge device's `deviceScope` is its own: its parent
 * stands in `parentScopes`. Another device has the scope of its parent in either.
 */
export function parentOf({ capabilities, deviceScope, parentScopes }: Scoped): string | undefined {
  const scope = parentScopes?.[0] ?? (capabilities?.iotEdge === true ? undefined : deviceScope);
  return scope === undefined ? undefined : scopePattern.exec(scope)?.groups?.['deviceId'];
}

/** The scope by which children name an edge device. @throws HubError `notEdge` */
export function edgeScope({ deviceId, capabilities, deviceScope }: DeviceIdentity): string {
  if (capabilities?.iotEdge === true && deviceScope !== undefined) return deviceScope;

  throw new HubError({ kind: 'notEdge', deviceId });
}
