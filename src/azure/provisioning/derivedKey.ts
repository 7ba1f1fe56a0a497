import { createHmac, randomBytes } from 'node:crypto';
import { Secret } from '../../domain/secret.ts';

/**
 * The key of one device of a group. Source: Device Provisioning Service, "Symmetric key attestation", "Group enrollments".
 * @param groupKey base64.
 */
export function derivedKey(groupKey: Secret, registrationId: string): Secret {
  const key = Buffer.from(groupKey.reveal(), 'base64');
  return new Secret(createHmac('sha256', key).update(registrationId, 'utf8').digest('base64'));
}

/** A new key as the service makes them: 64 bytes, base64. */
export function newEnrollmentKey(): Secret {
  return new Secret(randomBytes(64).toString('base64'));
}
