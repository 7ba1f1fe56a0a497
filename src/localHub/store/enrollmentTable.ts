import type { StatementSync } from 'node:sqlite';
import type { Store } from './store.ts';

export type EnrollmentKind = 'individual' | 'group';

/** An enrollment as it is stored. Times are milliseconds since 1970. */
export interface EnrollmentRow {
  readonly kind: EnrollmentKind;
  /** Registration id or enrollment group id; case does not count. */
  readonly id: string;
  /** Counts changes; the etag is made of it. */
  readonly etag: number;
  readonly createdMs: number;
  readonly updatedMs: number;
  /** JSON. */
  readonly attestation: string;
  /** JSON. */
  readonly settings: string;
}

/** The enrollments of a provisioning service: of single devices, and of groups. */
export class EnrollmentTable {
  readonly #store: Store;
  readonly #get: StatementSync;

  constructor(store: Store) {
    this.#store = store;
    this.#get = store.database.prepare('SELECT * FROM enrollments WHERE kind = ? AND id = ?');
  }

  get(kind: EnrollmentKind, id: string): EnrollmentRow | undefined {
    return this.#get.get(kind, id) as EnrollmentRow | undefined;
  }

  /** At most `limit` that come after `id`; `''` for the first. */
  after(kind: EnrollmentKind, id: string, limit: number): readonly EnrollmentRow[] {
    const statement = this.#store.database.prepare(
      'SELECT * FROM enrollments WHERE kind = ? AND id > ? ORDER BY id LIMIT ?',
    );
    return statement.all(kind, id, limit) as unknown as readonly EnrollmentRow[];
  }

  /** Inserts the enrollment, or replaces it whole. */
  put({ kind, id, etag, createdMs, updatedMs, attestation, settings }: EnrollmentRow): void {
    this.#store.write();
    this.#store.database
      .prepare(
        `INSERT OR REPLACE INTO enrollments (kind, id, etag, createdMs, updatedMs, attestation, settings)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(kind, id, etag, createdMs, updatedMs, attestation, settings);
  }

  delete(kind: EnrollmentKind, id: string): void {
    this.#store.write();
    this.#store.database.prepare('DELETE FROM enrollments WHERE kind = ? AND id = ?').run(kind, id);
  }
}
