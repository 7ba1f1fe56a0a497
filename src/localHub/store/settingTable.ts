import type { Store } from './store.ts';

/** Names and texts that a hub keeps about itself: its keys, its identity. */
export class SettingTable {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The stored text, or what `make` gives, which is stored. */
  getOrMake(name: string, make: () => string): string {
    const { database } = this.#store;
    const row = database.prepare('SELECT value FROM settings WHERE name = ?').get(name);
    if (typeof row?.['value'] === 'string') return row['value'];

    const value = make();
    this.put(name, value);
    return value;
  }

  /** Stores the text, in the place of one that is there. */
  put(name: string, value: string): void {
    this.#store.write();
    this.#store.database.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)').run(name, value);
  }
}
