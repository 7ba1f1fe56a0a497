// The peer of the registry's queries: the same twins in one plain table of SQLite, asked in the plain way, in process.
import { DatabaseSync } from 'node:sqlite';
import { median } from '../median.ts';
import { serveDuties } from '../worker.ts';
import { deviceIdOf, desiredOf, reportedOf, tagsOf } from './generatedDevices.ts';

export interface AskJob {
  readonly sql: string;
  readonly parameters: readonly string[];
  readonly times: number;
}

export type PlainTable = {
  /** Makes the table `devices (deviceId, tags, desired, reported)`; the last three are JSON texts. */
  fill(job: { readonly file: string; readonly count: number }): Promise<void>;
  /** Runs the statement and reads all its rows. Gives the median of the milliseconds. */
  ask(job: AskJob): Promise<number>;
};

const transactionSize = 10_000;
let database: DatabaseSync | undefined;

serveDuties({
  async fill({ file, count }) {
    database = new DatabaseSync(file);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.exec('CREATE TABLE devices (deviceId TEXT PRIMARY KEY, tags TEXT, desired TEXT, reported TEXT)');
    const insert = database.prepare('INSERT INTO devices VALUES (?, ?, ?, ?)');
    for (let first = 0; first < count; first += transactionSize) {
      database.exec('BEGIN');
      for (let index = first; index < Math.min(first + transactionSize, count); index++) {
        const texts = [tagsOf(index), desiredOf(index), reportedOf(index)].map(value => JSON.stringify(value));
        insert.run(deviceIdOf(index), ...texts);
      }
      database.exec('COMMIT');
    }
  },

  async ask({ sql, parameters, times }) {
    const statement = database?.prepare(sql);
    const ask = () => {
      const startedMs = performance.now();
      statement?.all(...parameters);
      return performance.now() - startedMs;
    };
    return median(Array.from({ length: times }, ask));
  },
} satisfies PlainTable);
