import type { DeviceTarget, IdentityTarget } from '../support/device/deviceTarget.ts';
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
  return targetsOf(isDevice, services, node, selected);
}

/** The one device that a command is about. */
export async function deviceTarget(
  services: Services,
  node?: Partial<DeviceTarget>,
): Promise<DeviceTarget | undefined> {
  return isDevice(node) ? node : pickTarget(services, node);
}

/** As {@link deviceTargets}, for what can be done with modules too. */
export async function identityTargets(
  services: Services,
  node?: Partial<IdentityTarget>,
  selected: readonly unknown[] = [],
): Promise<readonly IdentityTarget[]> {
  return targetsOf(isIdentity, services, node, selected);
}

/** The one device or module that a command is about. */
export async function identityTarget(
  services: Services,
  node?: Partial<IdentityTarget>,
): Promise<IdentityTarget | undefined> {
  return isIdentity(node) ? node : pickTarget(services, node);
}

async function targetsOf<T extends IdentityTarget>(
  isTarget: (value: unknown) => value is T,
  services: Services,
  node: Partial<T> | undefined,
  selected: readonly unknown[],
): Promise<readonly (T | DeviceTarget)[]> {
  const targets = selected.filter(isTarget);
  if (targets.length > 0 && selected.includes(node)) return targets;
  if (isTarget(node)) return [node];

  const picked = await pickTarget(services, node);
  return picked ? [picked] : [];
}

async function pickTarget(services: Services, node?: Partial<OfHub>): Promise<DeviceTarget | undefined> {
  const hub = await hubOf(services, node);
  return hub && pickDevice(hub);
}

function isIdentity(value: unknown): value is IdentityTarget {
  return typeof value === 'object' && value !== null && 'deviceId' in value && 'hub' in value;
}

/** A module is not taken for its device: what is done to it would be done to more than was meant. */
function isDevice(value: unknown): value is DeviceTarget {
  return isIdentity(value) && value.moduleId === undefined;
}
