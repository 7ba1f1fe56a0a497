import type { DeviceTarget } from '../support/deviceTarget.ts';
import type { Services } from '../support/services.ts';
import { type OfHub, hubOf } from './pickHub.ts';
import { pickDevice } from './pickDevice.ts';

/**
 * The devices that a command is about: those that are selected if `node` is one of them, else `node`, else one that the
 * person picks. None if nothing was picked.
 */
export async function deviceTargets(
  services: Services,
  node?: Partial<DeviceTarget>,
  selected: readonly unknown[] = [],
): Promise<readonly DeviceTarget[]> {
  const devices = selected.filter(isDevice);
  if (devices.length > 0 && selected.includes(node)) return devices;
  if (isDevice(node)) return [node];

  const picked = await pickTarget(services, node);
  return picked ? [picked] : [];
}

/** The one device that a command is about. */
export async function deviceTarget(
  services: Services,
  node?: Partial<DeviceTarget>,
): Promise<DeviceTarget | undefined> {
  return isDevice(node) ? node : pickTarget(services, node);
}

async function pickTarget(services: Services, node?: Partial<OfHub>): Promise<DeviceTarget | undefined> {
  const hub = await hubOf(services, node);
  return hub && pickDevice(hub);
}

function isDevice(value: unknown): value is DeviceTarget {
  return typeof value === 'object' && value !== null && 'deviceId' in value && 'hub' in value;
}
