import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { Store } from './store.ts';

export const jobTypes = ['scheduleDeviceMethod', 'scheduleUpdateTwin'] as const;
export type JobType = (typeof jobTypes)[number];

/** In the order in which they follow one another; a job that is due is `queued` again. */
export const jobStatuses = ['queued', 'scheduled', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** A scheduled job as it is stored. Times are milliseconds since 1970. */
export interface JobRecord {
  /** Counts up with each creation, and is never used twice. */
  readonly sequence: number;
  readonly id: string;
  readonly type: JobType;
  readonly status: JobStatus;
  readonly queryCondition: string;
  /** JSON: the method call or the patch of the twin, as it was sent. */
  readonly action: string;
  readonly createdMs: number;
  readonly startMs: number;
  readonly maxExecutionSeconds: number;
  readonly endedMs: number | null;
  readonly failureReason: string | null;
  /** Counted when the job ends. */
  readonly succeededCount: number;
  readonly failedCount: number;
}

export interface JobFilter {
  readonly type?: JobType;
  readonly status?: JobStatus;
}

const columns = [
  'id',
  'type',
  'status',
  'queryCondition',
  'action',
  'createdMs',
  'startMs',
  'maxExecutionSeconds',
  'endedMs',
  'failureReason',
  'succeededCount',
  'failedCount',
] as const satisfies readonly (keyof JobRecord)[];

/** The scheduled jobs of a hub, and those that it had. */
export class JobTable {
  readonly #store: Store;
  readonly #get: StatementSync;
  readonly #put: StatementSync;

  constructor(store: Store) {
    const replaced = columns.map(column => `${column} = excluded.${column}`).join(', ');
    this.#store = store;
    this.#get = store.database.prepare('SELECT * FROM jobs WHERE id = ?');
    this.#put = store.database.prepare(
      `INSERT INTO jobs (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT (id) DO UPDATE SET ${replaced} RETURNING *`,
    );
  }

  get(id: string): JobRecord | undefined {
    return this.#get.get(id) as JobRecord | undefined;
  }

  /** Inserts the job, or replaces all of it but its sequence. */
  put(record: Omit<JobRecord, 'sequence'>): JobRecord {
    this.#store.write();
    return this.#put.get(...columns.map(column => record[column])) as unknown as JobRecord;
  }

  /** The newest first; `before` is the sequence of the last one of the page before. */
  list({ type, status }: JobFilter, limit: number, before = Number.MAX_SAFE_INTEGER): readonly JobRecord[] {
    const conditions = ['sequence < ?', ...(type ? ['type = ?'] : []), ...(status ? ['status = ?'] : [])];
    const parameters: SQLInputValue[] = [before, ...(type ? [type] : []), ...(status ? [status] : []), limit];
    const sql = `SELECT * FROM jobs WHERE ${conditions.join(' AND ')} ORDER BY sequence DESC LIMIT ?`;
    return this.#store.database.prepare(sql).all(...parameters) as unknown as readonly JobRecord[];
  }

  /** Those that are not at their end, the oldest first. */
  unfinished(): readonly JobRecord[] {
    const sql = "SELECT * FROM jobs WHERE status IN ('queued', 'scheduled', 'running') ORDER BY sequence";
    return this.#store.database.prepare(sql).all() as unknown as readonly JobRecord[];
  }

  /** How many are under way: running, or due at that time. */
  activeCount(nowMs: number): number {
    const sql = "SELECT count(*) AS n FROM jobs WHERE status = 'running' OR (status = 'queued' AND startMs <= ?)";
    return Number(this.#store.database.prepare(sql).get(nowMs)?.['n']);
  }

  /** The one that ended first, if it ended before that time. */
  endedBefore(ms: number): JobRecord | undefined {
    const sql = 'SELECT * FROM jobs WHERE endedMs < ? ORDER BY endedMs LIMIT 1';
    return this.#store.database.prepare(sql).get(ms) as JobRecord | undefined;
  }

  delete(sequence: number): void {
    this.#store.write();
    this.#store.database.prepare('DELETE FROM jobs WHERE sequence = ?').run(sequence);
  }
}
