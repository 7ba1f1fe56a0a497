import type { StatementSync } from 'node:sqlite';
import type { ScannedCollection } from './identityScan.ts';
import type { Store } from './store.ts';

/** A configuration as it is stored. Times are milliseconds since 1970; what is JSON is a JSON text of an object. */
export interface ConfigurationRecord {
  readonly id: string;
  /** Counts up with each creation, and is never used twice. */
  readonly sequence: number;
  readonly etag: number;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly schemaVersion: string;
  readonly priority: number;
  /** Empty for one that targets nothing. */
  readonly targetCondition: string;
  /** JSON. */
  readonly labels: string;
  /** JSON. */
  readonly content: string;
  /** JSON: queries by name. */
  readonly metricQueries: string;
}

/** Twins that are still to be looked at, because a configuration was created, changed or deleted. */
export interface Rollout {
  readonly id: string;
  readonly collection: ScannedCollection;
}

const columns = [
  'id',
  'etag',
  'createdMs',
  'updatedMs',
  'schemaVersion',
  'priority',
  'targetCondition',
  'labels',
  'content',
  'metricQueries',
] as const satisfies readonly (keyof ConfigurationRecord)[];

/** The configurations of a hub, and which of them are still to be rolled out. */
export class ConfigurationTable {
  readonly #store: Store;
  readonly #put: StatementSync;

  constructor(store: Store) {
    const replaced = columns.map(column => `${column} = excluded.${column}`).join(', ');
    this.#store = store;
    this.#put = store.database.prepare(
      `INSERT INTO configurations (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT (id) DO UPDATE SET ${replaced}`,
    );
  }

  /** In the order of their ids. */
  all(): readonly ConfigurationRecord[] {
    const rows = this.#store.database.prepare('SELECT * FROM configurations ORDER BY id').all();
    return rows as unknown as readonly ConfigurationRecord[];
  }

  get(id: string): ConfigurationRecord | undefined {
    const row = this.#store.database.prepare('SELECT * FROM configurations WHERE id = ?').get(id);
    return row as ConfigurationRecord | undefined;
  }

  /** Inserts the configuration, or replaces all of it but its sequence. */
  put(record: Omit<ConfigurationRecord, 'sequence'>): void {
    this.#store.write();
    this.#put.run(...columns.map(column => record[column]));
  }

  delete(id: string): void {
    this.#store.write();
    this.#store.database.prepare('DELETE FROM configurations WHERE id = ?').run(id);
  }

  addRollout({ id, collection }: Rollout): void {
    this.#store.write();
    this.#store.database.prepare('INSERT INTO rollouts (id, collection) VALUES (?, ?)').run(id, collection);
  }

  /** The oldest rollout, with the number that {@link ConfigurationTable.endRollout} wants. */
  nextRollout(): (Rollout & { readonly sequence: number }) | undefined {
    const row = this.#store.database.prepare('SELECT * FROM rollouts ORDER BY sequence LIMIT 1').get();
    return row as unknown as (Rollout & { readonly sequence: number }) | undefined;
  }

  endRollout(sequence: number): void {
    this.#store.write();
    this.#store.database.prepare('DELETE FROM rollouts WHERE sequence = ?').run(sequence);
  }
}
