import { type ConnectionState, neverTime } from '../../domain/device.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { IdentityRecord } from '../store/identityRecord.ts';
import { addressOf } from './identityName.ts';

/** What the hub knows of a device besides its record. */
export interface LiveState {
  readonly connectionState: ConnectionState;
  readonly cloudToDeviceMessageCount: number;
}

/** The device as `GET /devices/{id}` shows it, or the module as `GET /devices/{id}/modules/{id}` does. */
export function identityDocument(record: IdentityRecord, live: LiveState): JsonObject {
  const common = {
    generationId: record.generationId,
    etag: identityEtag(record),
    connectionState: live.connectionState,
    connectionStateUpdatedTime: time(record.connectionUpdatedMs),
    lastActivityTime: time(record.lastActivityMs),
    cloudToDeviceMessageCount: live.cloudToDeviceMessageCount,
    authentication: authenticationDocument(record),
  };
  const { deviceId, moduleId } = addressOf(record.name);
  if (moduleId !== undefined) return { moduleId, managedBy: record.managedBy, deviceId, ...common };

  return {
    deviceId,
    ...common,
    status: record.status,
    statusReason: record.statusReason,
    statusUpdatedTime: time(record.statusUpdatedMs),
    capabilities: { iotEdge: record.iotEdge === 1 },
    ...scopeDocument(record),
  };
}

/** The device as `GET /twins/{id}` and queries show it. Properties stand before their `$metadata`. */
export function twinDocument(record: IdentityRecord, live: LiveState): JsonObject {
  const tags = parse(record.tags);
  return {
    ...addressOf(record.name),
    etag: twinEtag(record),
    deviceEtag: identityEtag(record),
    status: record.status,
    ...(record.statusReason === null ? {} : { statusReason: record.statusReason }),
    statusUpdateTime: time(record.statusUpdatedMs),
    connectionState: live.connectionState,
    lastActivityTime: time(record.lastActivityMs),
    cloudToDeviceMessageCount: live.cloudToDeviceMessageCount,
    authenticationType: record.authenticationType,
    x509Thumbprint: thumbprintDocument(record),
    modelId: record.modelId,
    version: record.twinVersion,
    ...(record.tags === '{}' ? {} : { tags }),
    ...(record.configurations === '{}' ? {} : { configurations: parse(record.configurations) }),
    properties: {
      desired: propertiesDocument(record.desired, record.desiredMetadata, record.desiredVersion),
      reported: propertiesDocument(record.reported, record.reportedMetadata, record.reportedVersion),
    },
    capabilities: { iotEdge: record.iotEdge === 1 },
    ...scopeDocument(record),
  };
}

/** The etag of a device's identity: base64 of its decimal count, as the export's documentation shows it. */
export function identityEtag(record: Pick<IdentityRecord, 'etag'>): string {
  return btoa(String(record.etag));
}

/** The etag of a twin: base64 of its version as eight bytes. */
export function twinEtag(record: Pick<IdentityRecord, 'twinVersion'>): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(record.twinVersion));
  return bytes.toString('base64');
}

function authenticationDocument(record: IdentityRecord): JsonObject {
  return {
    symmetricKey: { primaryKey: record.primaryKey, secondaryKey: record.secondaryKey },
    x509Thumbprint: thumbprintDocument(record),
    type: record.authenticationType,
  };
}

function thumbprintDocument(record: IdentityRecord): JsonObject {
  return { primaryThumbprint: record.primaryThumbprint, secondaryThumbprint: record.secondaryThumbprint };
}

/** Which edge devices it belongs to, if any. */
function scopeDocument({ deviceScope, parentScopes }: IdentityRecord): JsonObject {
  if (deviceScope === null) return {};
  return { deviceScope, ...(parentScopes === '[]' ? {} : { parentScopes: JSON.parse(parentScopes) as string[] }) };
}

function propertiesDocument(value: string, metadata: string, version: number): JsonObject {
  return { ...parse(value), $metadata: parse(metadata), $version: version };
}

function parse(text: string): JsonObject {
  return JSON.parse(text) as JsonObject;
}

function time(ms: number): string {
  return ms === 0 ? neverTime : new Date(ms).toISOString();
}
