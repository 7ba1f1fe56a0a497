import type { IdentityAddress } from '../../domain/identityAddress.ts';
import { Secret } from '../../domain/secret.ts';
import { sharedAccessSignature } from '../sharedAccessSignature.ts';

/** The shared access signature with which a device or module signs in, as the official device client makes it. */
export function deviceSasToken(
  hostName: string,
  { deviceId, moduleId }: IdentityAddress,
  key: Secret,
  expiryMs: number,
): Secret {
  const module = moduleId === undefined ? '' : `/modules/${moduleId}`;
  return new Secret(sharedAccessSignature({ resource: `${hostName}/devices/${deviceId}${module}`, key, expiryMs }));
}
