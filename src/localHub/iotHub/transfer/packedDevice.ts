import type { IdentityRecord } from '../../store/identityRecord.ts';
import { authenticationOf } from '../identityRequest.ts';
import { importProperties } from '../importedTwin.ts';
import type { ImportedDevice } from './importedDevice.ts';

/** No JSON text, key or id has it. */
const separator = '\u001F';

const unset = { value: {}, metadata: {}, version: 0 } as const;

/** What a new device brings; the rest of its record is the same for all. */
export type PackedDevice = Pick<
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
  const creates = mode === 'create' || mode === 'createOrUpdate' || mode === 'createOrUpdateIfMatchETag';
  if (!creates || moduleId || capabilities?.iotEdge || deviceScope || parentScopes?.length) return '';

  const desired = importProperties(unset, twin.desired ?? { value: {} }, { $lastUpdated, $lastUpdatedVersion: 1 });
  const reported = importProperties(unset, twin.reported ?? { value: {} }, { $lastUpdated });
  return joinPacked({
    name: deviceId,
    status: request.status ?? 'enabled',
    statusReason: request.statusReason ?? null,
    ...authenticationOf(request),
    tags: JSON.stringify(twin.tags ?? {}),
    desired: JSON.stringify(desired.value),
    desiredMetadata: JSON.stringify(desired.metadata),
    desiredVersion: desired.version,
    reported: JSON.stringify(reported.value),
    reportedMetadata: JSON.stringify(reported.metadata),
    reportedVersion: reported.version,
  });
}

/** Makes one text of a device. */
function joinPacked(device: PackedDevice): string {
  return [
    device.name,
    device.status,
    device.statusReason === null ? '' : JSON.stringify(device.statusReason),
    device.authenticationType,
    device.primaryKey,
    device.secondaryKey,
    device.primaryThumbprint,
    device.secondaryThumbprint,
    device.tags,
    device.desired,
    device.desiredMetadata,
    device.desiredVersion,
    device.reported,
    device.reportedMetadata,
    device.reportedVersion,
  ].join(separator);
}

/** Reads what {@link packDevice} wrote: nothing of an empty text. */
export function unpackDevice(packed: string): PackedDevice | undefined {
  if (packed === '') return undefined;

  const fields = packed.split(separator) as Fields;
  return {
    name: fields[0],
    status: fields[1] === 'disabled' ? 'disabled' : 'enabled',
    statusReason: fields[2] ? String(JSON.parse(fields[2])) : null,
    authenticationType: fields[3],
    primaryKey: fields[4] || null,
    secondaryKey: fields[5] || null,
    primaryThumbprint: fields[6] || null,
    secondaryThumbprint: fields[7] || null,
    tags: fields[8],
    desired: fields[9],
    desiredMetadata: fields[10],
    desiredVersion: Number(fields[11]),
    reported: fields[12],
    reportedMetadata: fields[13],
    reportedVersion: Number(fields[14]),
  };
}

/** The texts of a device, in the order of {@link packDevice}. */
type Fields = [
  name: string,
  status: string,
  statusReason: string,
  authenticationType: IdentityRecord['authenticationType'],
  ...texts: [string, string, string, string, string, string, string, string, string, string, string],
];
