import type { AuthenticationType, DeviceStatus } from '../../domain/device.ts';

/**
 * A device or a module as it is stored: identity and twin. Times are milliseconds since 1970, 0 for never. `tags`, `desired`,
 * `reported` and the metadata are JSON texts of objects.
 */
export interface IdentityRecord {
  /** Device id, or `DEVICE/MODULE`: see `identityName`. */
  readonly name: string;
  readonly generationId: string;
  /** Counts changes of the identity; the etag is made of it. */
  readonly etag: number;
  readonly status: DeviceStatus;
  readonly statusReason: string | null;
  readonly statusUpdatedMs: number;
  readonly connectionUpdatedMs: number;
  readonly lastActivityMs: number;
  readonly authenticationType: AuthenticationType;
  readonly primaryKey: string | null;
  readonly secondaryKey: string | null;
  readonly primaryThumbprint: string | null;
  readonly secondaryThumbprint: string | null;
  /** 1 for an edge device. */
  readonly iotEdge: number;
  /** Who manages a module. */
  readonly managedBy: string | null;
  /** An edge device's own scope; another device's that of its parent. */
  readonly deviceScope: string | null;
  /** JSON of the scopes of the parents. */
  readonly parentScopes: string;
  readonly modelId: string;
  /** Counts changes of the twin; its etag is made of it. */
  readonly twinVersion: number;
  readonly tags: string;
  /** JSON: the configurations that target the twin, as it shows them. */
  readonly configurations: string;
  /** JSON: which configuration, by its sequence, made which setting of the desired properties. */
  readonly configuredSettings: string;
  readonly desired: string;
  readonly desiredMetadata: string;
  readonly desiredVersion: number;
  readonly reported: string;
  readonly reportedMetadata: string;
  readonly reportedVersion: number;
}

/** What changes when a device reports. */
export type ReportedRecord = Pick<IdentityRecord, 'reported' | 'reportedMetadata' | 'reportedVersion' | 'twinVersion'>;

export interface StoredCounts {
  readonly devices: number;
  readonly disabledDevices: number;
  readonly modules: number;
}

/** What queries look through, apart from what only a whole identity shows. */
export const twinColumns = [
  'status',
  'authenticationType',
  'modelId',
  'twinVersion',
  'desiredVersion',
  'reportedVersion',
  'tags',
  'configurations',
  'desired',
  'reported',
] as const satisfies readonly (keyof IdentityRecord)[];

/** The rest of an identity. */
export const otherColumns = [
  'generationId',
  'etag',
  'statusReason',
  'statusUpdatedMs',
  'connectionUpdatedMs',
  'lastActivityMs',
  'primaryKey',
  'secondaryKey',
  'primaryThumbprint',
  'secondaryThumbprint',
  'iotEdge',
  'managedBy',
  'deviceScope',
  'parentScopes',
  'configuredSettings',
  'desiredMetadata',
  'reportedMetadata',
] as const satisfies readonly (keyof IdentityRecord)[];

/** What all new identities that stand alone have in common: with no parents, no modules, never seen. */
export const blankIdentity = {
  statusUpdatedMs: 0,
  connectionUpdatedMs: 0,
  lastActivityMs: 0,
  iotEdge: 0,
  managedBy: null,
  deviceScope: null,
  parentScopes: '[]',
  modelId: '',
  twinVersion: 2,
  configurations: '{}',
  configuredSettings: '{}',
} as const satisfies Partial<IdentityRecord>;

/** The rest of a new identity. */
export type NewIdentity = Omit<IdentityRecord, keyof typeof blankIdentity>;

/**
 * Selects whole identities. The order of the join is fixed: first come the short rows of twins, and the rest is looked
 * up for those that are wanted.
 */
export const selectIdentities = `SELECT ${['name', ...twinColumns, ...otherColumns].join(', ')}
  FROM twins CROSS JOIN identities USING (name)`;
