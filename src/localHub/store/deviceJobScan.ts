import type { StatementSync } from 'node:sqlite';
import type { Narrowing } from '../../domain/query/narrowing.ts';
import type { Scan, Stretch } from './scan.ts';
import type { Store } from './store.ts';
import type { JobType } from './jobTable.ts';

/** What a job did with one device, as it is stored; times are milliseconds since 1970. */
export interface DeviceJobRecord {
  readonly job: number;
  readonly jobId: string;
  readonly jobType: JobType;
  /** See `identityName`. */
  readonly name: string;
  readonly status: string;
  readonly createdMs: number;
  readonly startedMs: number | null;
  readonly endedMs: number | null;
  /** JSON. */
  readonly answer: string | null;
  /** JSON. */
  readonly error: string | null;
}

/** Comes after every name. */
const afterAll = '\u{10FFFF}';

/** Reads the devices of all jobs, job by job; of one job only, or one device only, where the query says so. */
export class DeviceJobScan<T> implements Scan<T> {
  readonly #store: Store;
  readonly #rows: StatementSync;
  readonly #parameters: readonly string[];
  readonly #read: (record: DeviceJobRecord) => T;

  constructor(store: Store, { idRange, equalities }: Narrowing, read: (record: DeviceJobRecord) => T) {
    const jobId = equalities.find(
      ({ property, value }) => property.path.join() === 'jobId' && typeof value === 'string',
    );
    const conditions = [
      ...(jobId ? ['job = (SELECT sequence FROM jobs WHERE id = ?)'] : []),
      ...(idRange ? ['name >= ? AND name <= ?'] : []),
    ];
    this.#store = store;
    this.#rows = store.database.prepare(
      `SELECT deviceJobs.*, jobs.id AS jobId, jobs.type AS jobType
       FROM deviceJobs JOIN jobs ON jobs.sequence = deviceJobs.job
       WHERE ${[...conditions, '(job, name) > (?, ?)'].join(' AND ')} ORDER BY job, name LIMIT ?`,
    );
    this.#parameters = [
      ...(jobId ? [String(jobId.value)] : []),
      ...(idRange ? [idRange.from, `${idRange.to}/${afterAll}`] : []),
    ];
    this.#read = read;
  }

  get isOpen(): boolean {
    return this.#store.isOpen;
  }

  after(place: string, size: number): Stretch<T> {
    const [job, name] = placeOf(place);
    const records = this.#rows.all(...this.#parameters, job, name, size) as unknown as readonly DeviceJobRecord[];
    const last = records.length < size ? undefined : records.at(-1);
    return { rows: records.map(this.#read), last: last && placeName(last) };
  }
}

/** Names a row among those of all jobs. */
export function placeName({ job, name }: Pick<DeviceJobRecord, 'job' | 'name'>): string {
  return `${job}/${name}`;
}

function placeOf(place: string): readonly [job: number, name: string] {
  const slash = place.indexOf('/');
  return slash < 0 ? [0, ''] : [Number(place.slice(0, slash)), place.slice(slash + 1)];
}
