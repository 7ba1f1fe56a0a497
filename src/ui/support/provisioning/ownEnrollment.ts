import { derivedKey } from '../../../azure/provisioning/derivedKey.ts';
import { HubError } from '../../../domain/hubError.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import { ownEnrollment } from '../../../domain/provisioning/newEnrollment.ts';
import type { EnrollmentTarget } from './enrollmentTarget.ts';

/** The enrollment, or nothing if the service has none of that id. @throws HubError */
export async function findEnrollment(
  { service, address }: EnrollmentTarget,
  signal?: AbortSignal,
): Promise<EnrollmentRecord | undefined> {
  const { client } = await service.connect();
  try {
    return await client.getEnrollment(address, signal);
  } catch (error) {
    if (HubError.is(error, 'enrollmentNotFound')) return undefined;
    throw error;
  }
}

/**
 * Gives a device of a group an enrollment of its own, with the key that it has.
 * @param members what it says of hubs and of the policy.
 * @throws HubError `noKeys` if the devices of the group have certificates.
 */
export async function createOwnEnrollment(
  { service, address }: EnrollmentTarget,
  { group, members }: { readonly group: string; readonly members: JsonObject },
  signal: AbortSignal,
): Promise<void> {
  const { client } = await service.connect();
  const ofGroup = { kind: 'group', id: group } as const;
  const { document } = await client.getEnrollment(ofGroup, signal);
  const { primaryKey, secondaryKey } = await client.enrollmentKeys(ofGroup, signal);
  const keys = {
    primaryKey: derivedKey(primaryKey, address.id),
    secondaryKey: derivedKey(secondaryKey, address.id),
  };
  await client.createEnrollment(address, ownEnrollment(document, address.id, { members, keys }), signal);
}
