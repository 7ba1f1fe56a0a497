import { createHmac } from 'node:crypto';

const lifetimeSeconds = 3600;

/** A token for `resource` (`host`, `host/devices/id`), made as every client of IoT Hub makes it. */
export function sharedAccessSignature(resource: string, base64Key: string, policy?: string): string {
  const expiry = Math.floor(Date.now() / 1000) + lifetimeSeconds;
  const encoded = encodeURIComponent(resource);
  const signature = createHmac('sha256', Buffer.from(base64Key, 'base64'))
    .update(`${encoded}\n${expiry}`)
    .digest('base64');
  const policyPart = policy === undefined ? '' : `&skn=${policy}`;

  return `SharedAccessSignature sr=${encoded}&sig=${encodeURIComponent(signature)}&se=${expiry}${policyPart}`;
}
