import type { StatementSync } from 'node:sqlite';
import type { RegistrationStatus, RegistrationSubstatus } from '../../domain/provisioning/enrollment.ts';
import type { EnrollmentKind } from './enrollmentTable.ts';
import type { Store } from './store.ts';

/** What became of a device's requests, as it is stored. Times are milliseconds since 1970. */
export interface RegistrationRow {
  /** Registration id; case does not count. */
  readonly id: string;
  /** The enrollment by which the device came in. */
  readonly enrollmentKind: EnrollmentKind;
  readonly enrollmentId: string;
  readonly deviceId: string;
  /** The hub on which the device is, also if its last request failed. */
  readonly hubName: string | null;
  readonly status: RegistrationStatus;
  readonly substatus: RegistrationSubstatus | null;
  readonly errorCode: number | null;
  readonly errorMessage: string | null;
  /** JSON that a custom allocation gave for the device. */
  readonly payload: string | null;
  /** Of the last request. */
  readonly operationId: string;
  readonly etag: number;
  readonly createdMs: number;
  readonly updatedMs: number;
}

const columns = [
  'id',
  'enrollmentKind',
  'enrollmentId',
  'deviceId',
  'hubName',
  'status',
  'substatus',
  'errorCode',
  'errorMessage',
  'payload',
  'operationId',
  'etag',
  'createdMs',
  'updatedMs',
] as const satisfies readonly (keyof RegistrationRow)[];

/** The registrations of a provisioning service. */
export class RegistrationTable {
  readonly #store: Store;
  readonly #get: StatementSync;
  readonly #put: StatementSync;

  constructor(store: Store) {
    const { database } = store;
    this.#store = store;
    this.#get = database.prepare('SELECT * FROM registrations WHERE id = ?');
    this.#put = database.prepare(
      `INSERT OR REPLACE INTO registrations (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
  }

  get(id: string): RegistrationRow | undefined {
    return this.#get.get(id) as RegistrationRow | undefined;
  }

  /** At most `limit` of an enrollment that come after `id`; `''` for the first. */
  after(kind: EnrollmentKind, enrollmentId: string, id: string, limit: number): readonly RegistrationRow[] {
    const statement = this.#store.database.prepare(
      'SELECT * FROM registrations WHERE enrollmentKind = ? AND enrollmentId = ? AND id > ? ORDER BY id LIMIT ?',
    );
    return statement.all(kind, enrollmentId, id, limit) as unknown as readonly RegistrationRow[];
  }

  /** Inserts the registration, or replaces it whole. */
  put(row: RegistrationRow): void {
    this.#store.write();
    this.#put.run(...columns.map(column => row[column]));
  }

  delete(id: string): void {
    this.#store.write();
    this.#store.database.prepare('DELETE FROM registrations WHERE id = ?').run(id);
  }
}
