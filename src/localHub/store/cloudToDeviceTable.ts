import type { Store } from './store.ts';

/** A message that waits for its device. Times are milliseconds since 1970. */
export interface StoredCloudToDeviceMessage {
  readonly sequence: number;
  readonly deviceId: string;
  readonly lockToken: string;
  readonly enqueuedMs: number;
  readonly expiresMs: number;
  readonly deliveryCount: number;
  /** JSON of `{ systemProperties, properties }`. */
  readonly properties: string;
  readonly body: Uint8Array;
}

/** Messages from the cloud to devices, oldest first. */
export class CloudToDeviceTable {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  add(message: Omit<StoredCloudToDeviceMessage, 'sequence'>): void {
    const { deviceId, lockToken, enqueuedMs, expiresMs, deliveryCount, properties, body } = message;
    this.#store.write();
    this.#store.database
      .prepare(
        `INSERT INTO cloudToDeviceMessages
           (deviceId, lockToken, enqueuedMs, expiresMs, deliveryCount, properties, body) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(deviceId, lockToken, enqueuedMs, expiresMs, deliveryCount, properties, body);
  }

  waiting(deviceId: string): readonly StoredCloudToDeviceMessage[] {
    const statement = this.#store.database.prepare(
      'SELECT * FROM cloudToDeviceMessages WHERE deviceId = ? ORDER BY sequence',
    );
    return statement.all(deviceId) as unknown as readonly StoredCloudToDeviceMessage[];
  }

  /** How many wait, by device. */
  counts(): ReadonlyMap<string, number> {
    const rows = this.#store.database
      .prepare('SELECT deviceId, count(*) AS count FROM cloudToDeviceMessages GROUP BY deviceId')
      .all() as unknown as readonly { deviceId: string; count: number }[];
    return new Map(rows.map(({ deviceId, count }) => [deviceId, count]));
  }

  countDelivery(sequence: number): void {
    this.#run('UPDATE cloudToDeviceMessages SET deliveryCount = deliveryCount + 1 WHERE sequence = ?', sequence);
  }

  delete(sequence: number): void {
    this.#run('DELETE FROM cloudToDeviceMessages WHERE sequence = ?', sequence);
  }

  deleteOf(deviceId: string): void {
    this.#run('DELETE FROM cloudToDeviceMessages WHERE deviceId = ?', deviceId);
  }

  #run(sql: string, key: number | string): void {
    this.#store.write();
    this.#store.database.prepare(sql).run(key);
  }
}
