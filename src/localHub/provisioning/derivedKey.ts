import { createHmac } from 'node:crypto';

/**
 * The key of a device of a group: HMAC-SHA256 of its registration id by the group's key, both base64 (IoT DPS,
 * "Symmetric key attestation").
 */
export function derivedKey(groupKey: string, registrationId: string): string {
  return createHmac('sha256', Buffer.from(groupKey, 'base64')).update(registrationId).digest('base64');
}
