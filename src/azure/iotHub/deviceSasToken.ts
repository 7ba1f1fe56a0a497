import { createHmac } from 'node:crypto';
import type { IdentityAddress } from '../../domain/identityAddress.ts';
import { Secret } from '../../domain/secret.ts';

/**
 * The shared access signature with which a device or module signs in, as the official device client makes it.
 * Source: IoT Hub, "Control access with shared access signatures".
 * @param key symmetric, base64.
 */
export function deviceSasToken(
  hostName: string,
  { deviceId, moduleId }: IdentityAddress,
  key: Secret,
  expiryMs: number,
): Secret {
  const module = moduleId === undefined ? '' : `/modules/${moduleId}`;
  const resource = encodeURIComponent(`${hostName}/devices/${deviceId}${module}`);
  const expiry = Math.floor(expiryMs / 1000);
  const signature = createHmac('sha256', Buffer.from(key.reveal(), 'base64'))
    .update(`${resource}\n${expiry}`)
    .digest('base64');

  return new Secret(`SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}`);
}
