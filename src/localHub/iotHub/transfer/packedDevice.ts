import type { IdentityRecord } from '../../store/identityTable.ts';
import { authenticationOf } from '../identityRequest.ts';
import { importProperties } from '../importedTwin.ts';
import type { ImportedDevice } from './importedDevice.ts';

/** No JSON text, key or id has it. */
const separator = '\u001F';

const unset = { value: {}, metadata: {}, version: 0 } as const;

/** What a new device brings; the rest of its record is the same for all. */
type PackedDevice = Pick<
  IdentityRecord,
  | 'name'
  | 'status'
  | 'statusReason'
  | 'authenticationType'
  | 'primaryKey'
  | 'secondaryKey'
  | 'primaryThumbprint'
  | 'secondaryThumbprint'
  | 'tags'
  | 'desired'
  | 'desiredMetadata'
  | 'desiredVersion'
  | 'reported'
  | 'reportedMetadata'
  | 'reportedVersion'
>;

/**
 * A line of a device that needs nobody else, as one text that a thread can hand to another more quickly than an object.
 * Empty for any other line: a module's, one of a device with parents or of an edge device, one that does not create.
 * @param $lastUpdated the time of the import, ISO 8601.
 * @throws HubFault ArgumentInvalid for wrong keys or thumbprints.
 */
export function packDevice({ mode, request, twin }: ImportedDevice, $lastUpdated: string): string {
  const { deviceId, moduleId, capabilities, deviceScope, parentScopes } = request;
  const authentication = authenticationOf(request);
  const creates = mode === 'create' || mode === 'createOrUpdate' || mode === 'createOrUpdateIfMatchETag';
  if (!creates || moduleId || capabilities?.iotEdge || deviceScope || parentScopes?.length) return '';

  const desired = importProperties(unset, twin.desired ?? { value: {} }, { $lastUpdated, $lastUpdatedVersion: 1 });
  const reported = importProperties(unset, twin.reported ?? { value: {} }, { $lastUpdated });
  return [
    deviceId,
    request.status ?? 'enabled',
    typeof request.statusReason === 'string' ? JSON.stringify(request.statusReason) : '',
    authentication.authenticationType,
    authentication.primaryKey,
    authentication.secondaryKey,
    authentication.primaryThumbprint,
    authentication.secondaryThumbprint,
    JSON.stringify(twin.tags ?? {}),
    JSON.stringify(desired.value),
    JSON.stringify(desired.metadata),
    desired.version,
    JSON.stringify(reported.value),
    JSON.stringify(reported.metadata),
    reported.version,
  ].join(separator);
}

/** Reads what {@link packDevice} wrote. */
export function unpackDevice(packed: string): PackedDevice {
  const fields = packed.split(separator);
  const text = (index: number) => fields[index] ?? '';
  const textOrNull = (index: number) => fields[index] || null;

  return {
    name: text(0),
    status: text(1) === 'disabled' ? 'disabled' : 'enabled',
    statusReason: fields[2] ? String(JSON.parse(fields[2])) : null,
    authenticationType: text(3) as IdentityRecord['authenticationType'],
    primaryKey: textOrNull(4),
    secondaryKey: textOrNull(5),
    primaryThumbprint: textOrNull(6),
    secondaryThumbprint: textOrNull(7),
    tags: text(8),
    desired: text(9),
    desiredMetadata: text(10),
    desiredVersion: Number(text(11)),
    reported: text(12),
    reportedMetadata: text(13),
    reportedVersion: Number(text(14)),
  };
}
