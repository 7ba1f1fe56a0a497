import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { AuthenticationType, DeviceStatus } from '../../domain/device.ts';
import type { Store } from './store.ts';

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
  readonly desired: string;
  readonly desiredMetadata: string;
  readonly desiredVersion: number;
  readonly reported: string;
  readonly reportedMetadata: string;
  readonly reportedVersion: number;
}

export interface StoredCounts {
  readonly devices: number;
  readonly disabledDevices: number;
  readonly modules: number;
}

export const identityColumns = [
  'name',
  'generationId',
  'etag',
  'status',
  'statusReason',
  'statusUpdatedMs',
  'connectionUpdatedMs',
  'lastActivityMs',
  'authenticationType',
  'primaryKey',
  'secondaryKey',
  'primaryThumbprint',
  'secondaryThumbprint',
  'iotEdge',
  'managedBy',
  'deviceScope',
  'parentScopes',
  'modelId',
  'twinVersion',
  'tags',
  'desired',
  'desiredMetadata',
  'desiredVersion',
  'reported',
  'reportedMetadata',
  'reportedVersion',
] as const satisfies readonly (keyof IdentityRecord)[];

/** The devices and modules of a hub, by name. */
export class IdentityTable {
  readonly #store: Store;
  readonly #get: StatementSync;
  readonly #status: StatementSync;
  readonly #put: StatementSync;
  readonly #putReported: StatementSync;
  readonly #delete: StatementSync;
  readonly #after: StatementSync;
  readonly #devicesAfter: StatementSync;
  readonly #modules: StatementSync;
  readonly #counts: StatementSync;
  readonly #touch: StatementSync;

  constructor(store: Store) {
    const { database } = store;
    const names = identityColumns.join(', ');
    const values = identityColumns.map(() => '?').join(', ');
    const replaced = identityColumns.map(column => `${column} = excluded.${column}`).join(', ');
    this.#store = store;
    this.#get = database.prepare(`SELECT ${names} FROM identities WHERE name = ?`);
    this.#status = database.prepare('SELECT status FROM identities WHERE name = ?');
    this.#put = database.prepare(
      `INSERT INTO identities (${names}) VALUES (${values}) ON CONFLICT (name) DO UPDATE SET ${replaced}`,
    );
    this.#putReported = database.prepare(
      'UPDATE identities SET reported = ?, reportedMetadata = ?, reportedVersion = ?, twinVersion = ? WHERE name = ?',
    );
    this.#delete = database.prepare('DELETE FROM identities WHERE name = ?');
    this.#after = database.prepare(`SELECT ${names} FROM identities WHERE name > ? ORDER BY name LIMIT ?`);
    this.#devicesAfter = database.prepare(
      `SELECT ${names} FROM identities WHERE name > ? AND instr(name, '/') = 0 ORDER BY name LIMIT ?`,
    );
    this.#modules = database.prepare(`SELECT ${names} FROM identities WHERE name > ? AND name < ? ORDER BY name`);
    this.#counts = database.prepare('SELECT devices, disabledDevices, modules FROM counts');
    this.#touch = database.prepare('UPDATE identities SET lastActivityMs = ?, connectionUpdatedMs = ? WHERE name = ?');
  }

  get(name: string): IdentityRecord | undefined {
    return this.#get.get(name) as IdentityRecord | undefined;
  }

  /** Only the status: quicker than {@link IdentityTable.get}. */
  statusOf(name: string): DeviceStatus | undefined {
    return this.#status.get(name)?.['status'] as DeviceStatus | undefined;
  }

  /** Inserts the identity, or replaces it whole. */
  put(record: IdentityRecord): void {
    this.#store.write();
    this.#put.run(...identityColumns.map((column): SQLInputValue => record[column]));
  }

  /** Writes only what a reported patch changes. */
  putReported(record: IdentityRecord): void {
    const { reported, reportedMetadata, reportedVersion, twinVersion, name } = record;
    this.#store.write();
    this.#putReported.run(reported, reportedMetadata, reportedVersion, twinVersion, name);
  }

  putActivity(name: string, lastActivityMs: number, connectionUpdatedMs: number): void {
    this.#store.write();
    this.#touch.run(lastActivityMs, connectionUpdatedMs, name);
  }

  delete(name: string): void {
    this.#store.write();
    this.#delete.run(name);
  }

  /** At most `limit` identities whose names come after `name` in the order of their UTF-8 bytes; `''` for the first. */
  after(name: string, limit: number): readonly IdentityRecord[] {
    return this.#after.all(name, limit) as unknown as readonly IdentityRecord[];
  }

  /** As {@link IdentityTable.after}, devices only. */
  devicesAfter(name: string, limit: number): readonly IdentityRecord[] {
    return this.#devicesAfter.all(name, limit) as unknown as readonly IdentityRecord[];
  }

  /** The modules of a device. */
  modulesOf(deviceId: string): readonly IdentityRecord[] {
    // What comes after a slash is below what comes after the next character, "0".
    return this.#modules.all(`${deviceId}/`, `${deviceId}0`) as unknown as readonly IdentityRecord[];
  }

  counts(): StoredCounts {
    return this.#counts.get() as unknown as StoredCounts;
  }
}
