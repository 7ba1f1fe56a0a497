import type { StatementSync } from 'node:sqlite';
import type { Store } from './store.ts';

export type DeviceJobStatus = 'pending' | 'running' | 'completed' | 'failed';

/** How a job ended for one device or module. */
export interface DeviceJobEnd {
  readonly name: string;
  readonly endedMs: number;
  readonly outcome: DeviceJobOutcome;
}

export type DeviceJobOutcome =
  /** `answer` is what the device answered to a method. */
  | { readonly status: 'completed'; readonly answer?: object }
  | { readonly status: 'failed'; readonly error: DeviceJobError };

export interface DeviceJobError {
  /** The service's name of a fault, such as `DeviceNotOnline`. */
  readonly code: string;
  readonly description: string;
}

/** How many devices of a job are in which state. */
export type DeviceJobCounts = Readonly<Record<DeviceJobStatus, number>>;

/** The devices and modules of each job, and what became of it for them. */
export class DeviceJobTable {
  readonly #store: Store;
  readonly #add: StatementSync;
  readonly #pending: StatementSync;
  readonly #start: StatementSync;
  readonly #end: StatementSync;
  readonly #failRunning: StatementSync;
  readonly #counts: StatementSync;
  readonly #delete: StatementSync;

  constructor(store: Store) {
    const { database } = store;
    this.#store = store;
    this.#add = database.prepare("INSERT INTO deviceJobs (job, name, status, createdMs) VALUES (?, ?, 'pending', ?)");
    this.#pending = database.prepare(
      "SELECT name FROM deviceJobs WHERE job = ? AND name > ? AND status = 'pending' ORDER BY name LIMIT ?",
    );
    this.#start = database.prepare(
      `UPDATE deviceJobs SET status = 'running', startedMs = ?
       WHERE job = ? AND name >= ? AND name <= ? AND status = 'pending'`,
    );
    this.#end = database.prepare(
      `UPDATE deviceJobs SET status = ?, startedMs = coalesce(startedMs, ?), endedMs = ?, answer = ?, error = ?
       WHERE job = ? AND name = ?`,
    );
    this.#failRunning = database.prepare(
      "UPDATE deviceJobs SET status = 'failed', endedMs = ?, error = ? WHERE job = ? AND status = 'running'",
    );
    this.#counts = database.prepare('SELECT status, count(*) AS n FROM deviceJobs WHERE job = ? GROUP BY status');
    this.#delete = database.prepare(
      'DELETE FROM deviceJobs WHERE job = ?1 AND name IN (SELECT name FROM deviceJobs WHERE job = ?1 LIMIT ?2)',
    );
  }

  add(job: number, names: readonly string[], createdMs: number): void {
    this.#store.write();
    for (const name of names) this.#add.run(job, name, createdMs);
  }

  /** The first of those that wait, in the order of their names, after `name`; `''` for the first of all. */
  pendingAfter(job: number, name: string, limit: number): readonly string[] {
    return this.#pending.all(job, name, limit).map(row => String(row['name']));
  }

  /** Those from the one name to the other that wait are under way now. */
  start(job: number, first: string, last: string, startedMs: number): void {
    this.#store.write();
    this.#start.run(startedMs, job, first, last);
  }

  end(job: number, ends: readonly DeviceJobEnd[]): void {
    this.#store.write();
    for (const { name, endedMs, outcome } of ends) {
      const answer = outcome.status === 'completed' && outcome.answer ? JSON.stringify(outcome.answer) : null;
      const error = outcome.status === 'failed' ? JSON.stringify(outcome.error) : null;
      this.#end.run(outcome.status, endedMs, endedMs, answer, error, job, name);
    }
  }

  /** Those that are under way fail. */
  failRunning(job: number, endedMs: number, error: DeviceJobError): void {
    this.#store.write();
    this.#failRunning.run(endedMs, JSON.stringify(error), job);
  }

  counts(job: number): DeviceJobCounts {
    const found = this.#counts.all(job).map(({ status, n }) => [String(status), Number(n)] as const);
    return { pending: 0, running: 0, completed: 0, failed: 0, ...Object.fromEntries(found) };
  }

  /** Forgets at most `limit` devices of a job. True if there are no more. */
  delete(job: number, limit: number): boolean {
    this.#store.write();
    return this.#delete.run(job, limit).changes < limit;
  }
}
