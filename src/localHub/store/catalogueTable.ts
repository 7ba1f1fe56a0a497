import type * as z from 'zod/mini';
import type { Store } from './store.ts';

/** What takes a catalogue from version n to n + 1. Never change one that was released: add another. */
export const catalogueSteps: readonly string[] = [
  `
  CREATE TABLE services (
    kind TEXT NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE,
    document TEXT NOT NULL,
    -- 1 from the decision that it goes until its data is gone.
    leaving INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, name)
  ) WITHOUT ROWID;
  CREATE TABLE resources (id TEXT PRIMARY KEY COLLATE NOCASE, document TEXT NOT NULL, etag INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  `,
];

export interface CatalogueRow<Document> {
  readonly name: string;
  readonly document: Document;
}

/**
 * Which services of one kind there are, each with a document about it. A service is there from the commit of its row to
 * the commit that says it is leaving, whatever happens to the process; what is still leaving at the next start is
 * removed then.
 */
export class CatalogueTable<Document> {
  readonly #store: Store;
  readonly #kind: string;
  readonly #schema: z.ZodMiniType<Document>;

  constructor(store: Store, kind: string, schema: z.ZodMiniType<Document>) {
    this.#store = store;
    this.#kind = kind;
    this.#schema = schema;
  }

  /** In the order of their names. */
  all(): readonly CatalogueRow<Document>[] {
    return this.#rows().map(({ name, document }) => ({
      name: String(name),
      document: this.#schema.parse(JSON.parse(String(document))),
    }));
  }

  get(name: string): CatalogueRow<Document> | undefined {
    return this.all().find(row => row.name.toLowerCase() === name.toLowerCase());
  }

  /** Resolves when it is committed. */
  put(name: string, document: Document): Promise<void> {
    this.#store.write();
    this.#store.database
      .prepare('INSERT OR REPLACE INTO services (kind, name, document) VALUES (?, ?, ?)')
      .run(this.#kind, name, JSON.stringify(document));
    return this.#store.committed();
  }

  /** From here on it is not there. Resolves when it is committed. */
  leave(name: string): Promise<void> {
    this.#store.write();
    this.#store.database.prepare('UPDATE services SET leaving = 1 WHERE kind = ? AND name = ?').run(this.#kind, name);
    return this.#store.committed();
  }

  /** Those whose data is still to be removed. */
  leaving(): readonly string[] {
    return this.#rows(1).map(({ name }) => String(name));
  }

  /** Its data is gone. Resolves when it is committed. */
  remove(name: string): Promise<void> {
    this.#store.write();
    this.#store.database.prepare('DELETE FROM services WHERE kind = ? AND name = ?').run(this.#kind, name);
    return this.#store.committed();
  }

  #rows(leaving = 0) {
    const select = 'SELECT name, document FROM services WHERE kind = ? AND leaving = ? ORDER BY name';
    return this.#store.database.prepare(select).all(this.#kind, leaving);
  }
}
