import { createHmac } from 'node:crypto';
import type { Secret } from '../domain/secret.ts';

export interface Signing {
  /** Not encoded yet: a host name, or one of its paths. */
  readonly resource: string;
  /** Symmetric, base64. */
  readonly key: Secret;
  readonly expiryMs: number;
  /** Whose key it is; absent for a device's own. */
  readonly policy?: string;
}

/** A shared access signature. Source: IoT Hub, "Control access with shared access signatures". */
export function sharedAccessSignature({ resource, key, expiryMs, policy }: Signing): string {
  const signed = encodeURIComponent(resource);
  const expiry = Math.floor(expiryMs / 1000);
  const signature = createHmac('sha256', Buffer.from(key.reveal(), 'base64'))
    .update(`${signed}\n${expiry}`)
    .digest('base64');
  const named = policy === undefined ? '' : `&skn=${encodeURIComponent(policy)}`;

  return `SharedAccessSignature sr=${signed}&sig=${encodeURIComponent(signature)}&se=${expiry}${named}`;
}
