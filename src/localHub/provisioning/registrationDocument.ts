import type { Json, JsonObject } from '../../domain/json.ts';
import type { RegistrationRow } from '../store/registrationTable.ts';
import { enrollmentEtag } from './enrollmentDocument.ts';

/**
 * The state of a registration as the service shows it.
 * @param assigning a request of the device is under way.
 * @param hostNameOf the host name of a hub by its name.
 */
export function registrationDocument(
  row: RegistrationRow,
  { assigning, hostNameOf }: { readonly assigning: boolean; readonly hostNameOf: (hubName: string) => string },
): JsonObject {
  const failed = !assigning && row.status === 'failed';
  return {
    registrationId: row.id,
    createdDateTimeUtc: new Date(row.createdMs).toISOString(),
    ...(row.hubName === null ? {} : { assignedHub: hostNameOf(row.hubName), deviceId: row.deviceId }),
    status: assigning ? 'assigning' : row.status,
    ...(row.substatus === null || assigning || failed ? {} : { substatus: row.substatus }),
    ...(failed ? { errorCode: row.errorCode, errorMessage: row.errorMessage } : {}),
    lastUpdatedDateTimeUtc: new Date(row.updatedMs).toISOString(),
    etag: `"${enrollmentEtag(row)}"`,
    ...(row.payload === null ? {} : { payload: JSON.parse(row.payload) as Json }),
  };
}
