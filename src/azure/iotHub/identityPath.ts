import type { IdentityAddress } from '../../domain/identityAddress.ts';

/** Where the identity registry has a device or module. */
export function identityPath({ deviceId, moduleId }: IdentityAddress): string {
  const device = `/devices/${encodeURIComponent(deviceId)}`;
  return moduleId === undefined ? device : `${device}/modules/${encodeURIComponent(moduleId)}`;
}
