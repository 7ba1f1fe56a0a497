import type { StatementSync } from 'node:sqlite';
import type { DeviceStatus } from '../../domain/device.ts';
import {
  type IdentityRecord,
  type NewIdentity,
  type ReportedRecord,
  type StoredCounts,
  selectIdentities,
} from './identityRecord.ts';
import { type Otherwise, newIdentityWriter, writer } from './identityWriter.ts';
import type { Store } from './store.ts';

/** The devices and modules of a hub, by name. */
export class IdentityTable {
  readonly #store: Store;
  readonly #get: StatementSync;
  readonly #reported: StatementSync;
  readonly #status: StatementSync;
  readonly #adds: readonly ((record: IdentityRecord) => boolean)[];
  readonly #addNew: (record: NewIdentity) => boolean;
  readonly #puts: readonly ((record: IdentityRecord) => boolean)[];
  readonly #putReported: StatementSync;
  readonly #putReportedMetadata: StatementSync;
  readonly #deletes: readonly StatementSync[];
  readonly #after: StatementSync;
  readonly #devicesAfter: StatementSync;
  readonly #modules: StatementSync;
  readonly #counts: StatementSync;
  readonly #addCounts: StatementSync;
  /** What was added and is not counted yet. */
  #added: { -readonly [Kind in keyof StoredCounts]: number } | undefined;
  readonly #touch: StatementSync;

  constructor(store: Store) {
    const { database } = store;
    this.#store = store;
    this.#get = database.prepare(`${selectIdentities} WHERE twins.name = ?`);
    this.#reported = database.prepare(
      `SELECT reported, reportedMetadata, reportedVersion, twinVersion
       FROM twins CROSS JOIN identities USING (name) WHERE twins.name = ?`,
    );
    this.#status = database.prepare('SELECT status FROM twins WHERE name = ?');
    const write = (otherwise: Otherwise) => [
      writer(database, 'twins', otherwise),
      writer(database, 'identities', otherwise),
    ];
    this.#adds = write('nothing');
    this.#addNew = newIdentityWriter(database);
    this.#puts = write('update');
    this.#putReported = database.prepare(
      'UPDATE twins SET reported = ?, reportedVersion = ?, twinVersion = ? WHERE name = ?',
    );
    this.#putReportedMetadata = database.prepare('UPDATE identities SET reportedMetadata = ? WHERE name = ?');
    this.#deletes = ['twins', 'identities'].map(table => database.prepare(`DELETE FROM ${table} WHERE name = ?`));
    this.#after = database.prepare(`${selectIdentities} WHERE twins.name > ? ORDER BY twins.name LIMIT ?`);
    this.#devicesAfter = database.prepare(
      `${selectIdentities} WHERE twins.name > ? AND instr(twins.name, '/') = 0 ORDER BY twins.name LIMIT ?`,
    );
    this.#modules = database.prepare(`${selectIdentities} WHERE twins.name > ? AND twins.name < ? ORDER BY twins.name`);
    this.#counts = database.prepare('SELECT devices, disabledDevices, modules FROM counts');
    this.#addCounts = database.prepare(
      'UPDATE counts SET devices = devices + ?, disabledDevices = disabledDevices + ?, modules = modules + ?',
    );
    this.#touch = database.prepare('UPDATE identities SET lastActivityMs = ?, connectionUpdatedMs = ? WHERE name = ?');
  }

  get(name: string): IdentityRecord | undefined {
    return this.#get.get(name) as IdentityRecord | undefined;
  }

  /** Only what a device reported: quicker than {@link IdentityTable.get}. */
  reportedOf(name: string): ReportedRecord | undefined {
    return this.#reported.get(name) as ReportedRecord | undefined;
  }

  /** Only the status: quicker than {@link IdentityTable.get}. */
  statusOf(name: string): DeviceStatus | undefined {
    return this.#status.get(name)?.['status'] as DeviceStatus | undefined;
  }

  /** Inserts a new identity; does nothing and gives false if there is one of the name. */
  add(record: IdentityRecord): boolean {
    this.#store.write();
    if (!this.#adds.every(add => add(record))) return false;

    this.#countAdded(record);
    return true;
  }

  /** As {@link IdentityTable.add} for one that is `blankIdentity` besides: quicker. */
  addNew(record: NewIdentity): boolean {
    this.#store.write();
    if (!this.#addNew(record)) return false;

    this.#countAdded(record);
    return true;
  }

  /** Replaces an identity whole. */
  put(record: IdentityRecord): void {
    this.#store.write();
    for (const put of this.#puts) put(record);
  }

  putReported(name: string, { reported, reportedMetadata, reportedVersion, twinVersion }: ReportedRecord): void {
    this.#store.write();
    this.#putReported.run(reported, reportedVersion, twinVersion, name);
    this.#putReportedMetadata.run(reportedMetadata, name);
  }

  putActivity(name: string, lastActivityMs: number, connectionUpdatedMs: number): void {
    this.#store.write();
    this.#touch.run(lastActivityMs, connectionUpdatedMs, name);
  }

  delete(name: string): void {
    this.#store.write();
    for (const statement of this.#deletes) statement.run(name);
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
    this.#writeCounts();
    return this.#counts.get() as unknown as StoredCounts;
  }

  /** Counted once for each transaction: triggers count what else changes, but thousands are added at a time. */
  #countAdded({ name, status }: Pick<IdentityRecord, 'name' | 'status'>): void {
    if (this.#added === undefined) {
      this.#added = { devices: 0, disabledDevices: 0, modules: 0 };
      this.#store.beforeCommit(() => this.#writeCounts());
    }
    if (name.includes('/')) this.#added.modules++;
    else {
      this.#added.devices++;
      if (status === 'disabled') this.#added.disabledDevices++;
    }
  }

  #writeCounts(): void {
    if (!this.#added) return;

    const { devices, disabledDevices, modules } = this.#added;
    this.#addCounts.run(devices, disabledDevices, modules);
    this.#added = undefined;
  }
}
