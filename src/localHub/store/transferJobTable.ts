import type { Store } from './store.ts';

/** The import and export jobs of a hub, as JSON texts by job id. */
export class TransferJobTable {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The newest first. */
  all(): readonly string[] {
    const rows = this.#store.database.prepare('SELECT job FROM transferJobs ORDER BY sequence DESC').all();
    return rows.map(row => String(row['job']));
  }

  /** Inserts the job, or replaces what is known of it. */
  put(jobId: string, job: string): void {
    this.#store.write();
    this.#store.database
      .prepare(
        'INSERT INTO transferJobs (jobId, job) VALUES (?, ?) ON CONFLICT (jobId) DO UPDATE SET job = excluded.job',
      )
      .run(jobId, job);
  }

  delete(jobId: string): void {
    this.#store.write();
    this.#store.database.prepare('DELETE FROM transferJobs WHERE jobId = ?').run(jobId);
  }
}
