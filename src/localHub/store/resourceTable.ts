import type * as z from 'zod/mini';
import type { Store } from './store.ts';

export interface ResourceRow<Document> {
  /** The path of the resource: `/subscriptions/…`. */
  readonly id: string;
  readonly document: Document;
  /** 1, 2, … with each change. */
  readonly etag: number;
}

/** Resources that are no more than what is written of them, by their ids, in which case does not count. */
export class ResourceTable {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get<Document>(id: string, schema: z.ZodMiniType<Document>): ResourceRow<Document> | undefined {
    const row = this.#store.database.prepare('SELECT * FROM resources WHERE id = ?').get(id);
    return row && toRow(row, schema);
  }

  /** The children of a path, without their own children, in the order of their ids. */
  list<Document>(path: string, schema: z.ZodMiniType<Document>): readonly ResourceRow<Document>[] {
    const from = `${path}/`;
    const rows = this.#store.database
      .prepare(`SELECT * FROM resources WHERE id > ? AND id < ? AND instr(substr(id, ?), '/') = 0 ORDER BY id`)
      .all(from, `${path}0`, from.length + 1);
    return rows.map(row => toRow(row, schema));
  }

  /** All below a path whose documents say that they are of this type, in the order of their ids. */
  ofType<Document>(path: string, type: string, schema: z.ZodMiniType<Document>): readonly ResourceRow<Document>[] {
    const rows = this.#store.database
      .prepare(`SELECT * FROM resources WHERE id > ? AND id < ? AND document ->> '$.type' = ? ORDER BY id`)
      .all(`${path}/`, `${path}0`, type);
    return rows.map(row => toRow(row, schema));
  }

  /** How many children and further descendants a path has. */
  count(path: string): number {
    const select = 'SELECT count(*) AS count FROM resources WHERE id > ? AND id < ?';
    return Number(this.#store.database.prepare(select).get(`${path}/`, `${path}0`)?.['count']);
  }

  put(id: string, document: unknown): void {
    this.#store.write();
    const put = `
      INSERT INTO resources (id, document, etag) VALUES (?, ?, 1)
      ON CONFLICT (id) DO UPDATE SET document = excluded.document, etag = etag + 1`;
    this.#store.database.prepare(put).run(id, JSON.stringify(document));
  }

  /** Removes a resource and all below it. True if it was there. */
  remove(id: string): boolean {
    this.#store.write();
    const remove = 'DELETE FROM resources WHERE id = ? OR (id > ? AND id < ?)';
    return this.#store.database.prepare(remove).run(id, `${id}/`, `${id}0`).changes > 0;
  }
}

function toRow<Document>(row: Record<string, unknown>, schema: z.ZodMiniType<Document>): ResourceRow<Document> {
  return {
    id: String(row['id']),
    document: schema.parse(JSON.parse(String(row['document']))),
    etag: Number(row['etag']),
  };
}
