import type { Store } from './store.ts';

/** The certificate of an authority that was uploaded to a hub. */
export interface CertificateRecord {
  readonly name: string;
  readonly raw: Uint8Array;
  readonly isVerified: boolean;
  /** What the proof of possession must carry as its common name; null when none was asked for. */
  readonly verificationCode: string | null;
  readonly createdMs: number;
  readonly updatedMs: number;
  /** 1, 2, … with each change. */
  readonly etag: number;
}

/** The certificates of a hub, by name, in which case does not count. */
export class CertificateTable {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** In the order of their names. */
  all(): readonly CertificateRecord[] {
    return this.#store.database.prepare('SELECT * FROM certificates ORDER BY name').all().map(toRecord);
  }

  get(name: string): CertificateRecord | undefined {
    const row = this.#store.database.prepare('SELECT * FROM certificates WHERE name = ?').get(name);
    return row && toRecord(row);
  }

  put({ name, raw, isVerified, verificationCode, createdMs, updatedMs, etag }: CertificateRecord): void {
    this.#store.write();
    this.#store.database
      .prepare('INSERT OR REPLACE INTO certificates VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(name, raw, Number(isVerified), verificationCode, createdMs, updatedMs, etag);
  }

  delete(name: string): void {
    this.#store.write();
    this.#store.database.prepare('DELETE FROM certificates WHERE name = ?').run(name);
  }
}

function toRecord(row: Record<string, unknown>): CertificateRecord {
  return { ...(row as unknown as CertificateRecord), isVerified: row['isVerified'] === 1 };
}
