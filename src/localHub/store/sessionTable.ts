import type { Store } from './store.ts';

/** The topic filters of devices' persistent MQTT sessions. */
export class SessionTable {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get(name: string): readonly string[] {
    const row = this.#store.database.prepare('SELECT filters FROM sessions WHERE name = ?').get(name);
    return typeof row?.['filters'] === 'string' ? (JSON.parse(row['filters']) as string[]) : [];
  }

  /** Keeps the filters; none forgets the session. */
  put(name: string, filters: readonly string[]): void {
    const { database } = this.#store;
    this.#store.write();
    if (filters.length === 0) database.prepare('DELETE FROM sessions WHERE name = ?').run(name);
    else {
      const statement = database.prepare('INSERT OR REPLACE INTO sessions (name, filters) VALUES (?, ?)');
      statement.run(name, JSON.stringify(filters));
    }
  }
}
