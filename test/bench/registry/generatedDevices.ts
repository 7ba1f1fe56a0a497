import type { JsonObject } from '../../../src/domain/json.ts';
import { patchProperties } from '../../../src/localHub/iotHub/twinSection.ts';
import type { IdentityRecord } from '../../../src/localHub/store/identityRecord.ts';

export const deviceCount = 1_000_000;

/** All devices have the same key: what is measured does not depend on it. */
export const deviceKey = Buffer.alloc(32, 7).toString('base64');

const $lastUpdated = '2026-11-20T10:00:00.000Z';
const siteCount = 20;
/** One device in a thousand is of the same batch. */
const batchCount = 1000;

/** In the order of their names. */
export function deviceIdOf(index: number): string {
  return `device-${String(index).padStart(7, '0')}`;
}

export function tagsOf(index: number): JsonObject {
  return {
    site: `site-${Math.floor(index / 7) % siteCount}`,
    floor: index % 50,
    batch: `batch-${index % batchCount}`,
  };
}

export function desiredOf(index: number): JsonObject {
  return { telemetryIntervalMs: 10_000, firmware: { version: `1.${index % 30}.0` } };
}

export function reportedOf(index: number): JsonObject {
  return { temperature: (index % 400) / 10, firmware: { version: `1.${index % 30}.0`, status: 'idle' } };
}

/** A device as the hub's registry would have stored it. */
export function recordOf(index: number): IdentityRecord {
  const empty = { value: {}, metadata: {}, version: 1 };
  const desired = patchProperties(empty, desiredOf(index), { $lastUpdated, $lastUpdatedVersion: 2 });
  const reported = patchProperties(empty, reportedOf(index), { $lastUpdated });
  return {
    name: deviceIdOf(index),
    generationId: String(637_000_000_000_000_000n + BigInt(index)),
    etag: 1_000_000_000 + index,
    status: 'enabled',
    statusReason: null,
    statusUpdatedMs: 0,
    connectionUpdatedMs: 0,
    lastActivityMs: 0,
    authenticationType: 'sas',
    primaryKey: deviceKey,
    secondaryKey: deviceKey,
    primaryThumbprint: null,
    secondaryThumbprint: null,
    iotEdge: 0,
    managedBy: null,
    deviceScope: null,
    parentScopes: '[]',
    modelId: '',
    twinVersion: 4,
    tags: JSON.stringify(tagsOf(index)),
    configurations: '{}',
    configuredSettings: '{}',
    desired: JSON.stringify(desired.value),
    desiredMetadata: JSON.stringify(desired.metadata),
    desiredVersion: desired.version,
    reported: JSON.stringify(reported.value),
    reportedMetadata: JSON.stringify(reported.metadata),
    reportedVersion: reported.version,
  };
}
