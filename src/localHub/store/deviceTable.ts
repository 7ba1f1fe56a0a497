import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { AuthenticationType, DeviceStatus } from '../../domain/device.ts';
import type { Store } from './store.ts';

/**
 * A device as it is stored: identity and twin. Times are milliseconds since 1970, 0 for never. `tags`, `desired`,
 * `reported` and the metadata are JSON texts of objects.
 */
export interface DeviceRecord {
  readonly deviceId: string;
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
  readonly total: number;
  readonly disabled: number;
}

const columns = [
  'deviceId',
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
  'modelId',
  'twinVersion',
  'tags',
  'desired',
  'desiredMetadata',
  'desiredVersion',
  'reported',
  'reportedMetadata',
  'reportedVersion',
] as const satisfies readonly (keyof DeviceRecord)[];

/** The devices of a hub, by id. */
export class DeviceTable {
  readonly #store: Store;
  readonly #get: StatementSync;
  readonly #put: StatementSync;
  readonly #putReported: StatementSync;
  readonly #delete: StatementSync;
  readonly #after: StatementSync;
  readonly #counts: StatementSync;
  readonly #touch: StatementSync;

  constructor(store: Store) {
    const { database } = store;
    const names = columns.join(', ');
    const values = columns.map(() => '?').join(', ');
    this.#store = store;
    this.#get = database.prepare(`SELECT ${names} FROM devices WHERE deviceId = ?`);
    this.#put = database.prepare(`INSERT OR REPLACE INTO devices (${names}) VALUES (${values})`);
    this.#putReported = database.prepare(
      'UPDATE devices SET reported = ?, reportedMetadata = ?, reportedVersion = ?, twinVersion = ? WHERE deviceId = ?',
    );
    this.#delete = database.prepare('DELETE FROM devices WHERE deviceId = ?');
    this.#after = database.prepare(`SELECT ${names} FROM devices WHERE deviceId > ? ORDER BY deviceId LIMIT ?`);
    this.#counts = database.prepare(
      "SELECT count(*) AS total, count(*) FILTER (WHERE status = 'disabled') AS disabled FROM devices",
    );
    this.#touch = database.prepare('UPDATE devices SET lastActivityMs = ?, connectionUpdatedMs = ? WHERE deviceId = ?');
  }

  get(deviceId: string): DeviceRecord | undefined {
    return this.#get.get(deviceId) as DeviceRecord | undefined;
  }

  /** Inserts the device, or replaces it whole. */
  put(record: DeviceRecord): void {
    this.#store.write();
    this.#put.run(...columns.map((column): SQLInputValue => record[column]));
  }

  /** Writes only what a reported patch changes. */
  putReported(record: DeviceRecord): void {
    const { reported, reportedMetadata, reportedVersion, twinVersion, deviceId } = record;
    this.#store.write();
    this.#putReported.run(reported, reportedMetadata, reportedVersion, twinVersion, deviceId);
  }

  putActivity(deviceId: string, lastActivityMs: number, connectionUpdatedMs: number): void {
    this.#store.write();
    this.#touch.run(lastActivityMs, connectionUpdatedMs, deviceId);
  }

  delete(deviceId: string): void {
    this.#store.write();
    this.#delete.run(deviceId);
  }

  /** At most `limit` devices whose ids come after `deviceId` in the order of their UTF-8 bytes; `''` for the first. */
  after(deviceId: string, limit: number): readonly DeviceRecord[] {
    return this.#after.all(deviceId, limit) as unknown as readonly DeviceRecord[];
  }

  counts(): StoredCounts {
    return this.#counts.get() as unknown as StoredCounts;
  }
}
