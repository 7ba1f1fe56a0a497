import type { StatementSync } from 'node:sqlite';
import type { DeviceMessage } from '../iotHub/deviceSide.ts';
import { MessageBatch } from './messageBatch.ts';
import type { Store } from './store.ts';

/** A message that a device sent, as the hub keeps it. */
export interface StoredTelemetry extends DeviceMessage {
  readonly sequence: number;
  /** Of the device or module: see `identityName`. */
  readonly name: string;
  readonly enqueuedMs: number;
}

/** How much of the telemetry is kept, and how long: the service's own default is a day. */
export const telemetryRetention = { bytes: 256 * 1024 * 1024, ms: 24 * 3_600_000 } as const;

/**
 * The messages that devices sent, in the order of their arrival, numbered from 1. Messages of one transaction share a
 * row, so that a message costs a copy and not an insertion. A row has the form of {@link MessageBatch}, with heads
 * that are JSON: `[name, systemProperties, properties]`.
 */
export class TelemetryLog {
  readonly #store: Store;
  readonly #insert: StatementSync;
  readonly #forget: StatementSync;
  readonly #now: () => number;
  readonly #mostBytes: number;
  #nextSequence: number;
  #bytes: number;
  readonly #batch = new MessageBatch();

  constructor(store: Store, now: () => number, mostBytes: number = telemetryRetention.bytes) {
    const { database } = store;
    const size = database.prepare('SELECT coalesce(sum(length(messages)), 0) AS bytes FROM telemetry');
    const last = database.prepare('SELECT firstSequence + count AS next FROM telemetry ORDER BY firstSequence DESC');
    this.#store = store;
    this.#now = now;
    this.#insert = database.prepare(
      'INSERT INTO telemetry (firstSequence, count, enqueuedMs, messages) VALUES (?, ?, ?, ?)',
    );
    this.#forget = database.prepare(
      `DELETE FROM telemetry WHERE enqueuedMs < ? AND firstSequence = (SELECT min(firstSequence) FROM telemetry)
       AND firstSequence < (SELECT max(firstSequence) FROM telemetry) RETURNING length(messages) AS bytes`,
    );
    this.#mostBytes = mostBytes;
    this.#bytes = Number(size.get()?.['bytes'] ?? 0);
    this.#nextSequence = Number(last.get()?.['next'] ?? 1);
  }

  /** The number that the next message gets. */
  get nextSequence(): number {
    return this.#nextSequence + this.#batch.count;
  }

  append(name: string, message: DeviceMessage, committed: () => void): void {
    if (this.#batch.count === 0) this.#store.beforeCommit(() => this.#writeBatch());
    this.#batch.add(JSON.stringify([name, message.systemProperties, message.properties]), message.body);
    this.#store.onCommitted(committed);
  }

  /** The messages from number `sequence` on, oldest first, in the parts that they are stored in. */
  *from(sequence: number): Generator<readonly StoredTelemetry[]> {
    const statement = this.#store.database.prepare(
      'SELECT * FROM telemetry WHERE firstSequence + count > ? ORDER BY firstSequence',
    );
    for (const row of statement.iterate(sequence)) {
      const { firstSequence, enqueuedMs, messages } = row as unknown as TelemetryRow;
      yield [...decode(firstSequence, enqueuedMs, Buffer.from(messages))].filter(m => m.sequence >= sequence);
    }
  }

  /** Forgets the rows whose messages arrived before `enqueuedMs`; never the newest, which has the last number. */
  forgetBefore(enqueuedMs: number): void {
    this.#store.write();
    while (this.#forgetOldest(enqueuedMs));
  }

  #writeBatch(): void {
    const { count } = this.#batch;
    const messages = this.#batch.take();
    this.#insert.run(this.#nextSequence, count, this.#now(), messages);
    this.#nextSequence += count;
    this.#bytes += messages.length;
    while (this.#bytes > this.#mostBytes && this.#forgetOldest(Number.MAX_SAFE_INTEGER));
  }

  /** True if a row went. */
  #forgetOldest(beforeMs: number): boolean {
    const forgotten = this.#forget.get(beforeMs);
    this.#bytes -= Number(forgotten?.['bytes'] ?? 0);
    return forgotten !== undefined;
  }
}

interface TelemetryRow {
  readonly firstSequence: number;
  readonly enqueuedMs: number;
  readonly messages: Uint8Array;
}

function* decode(firstSequence: number, enqueuedMs: number, messages: Buffer): Generator<StoredTelemetry> {
  let sequence = firstSequence;
  for (let at = 0; at < messages.length; sequence++) {
    const headEnd = at + 8 + messages.readUInt32LE(at);
    const bodyEnd = headEnd + messages.readUInt32LE(at + 4);
    const [name, systemProperties, properties] = JSON.parse(messages.toString('utf8', at + 8, headEnd)) as [
      string,
      Record<string, string>,
      Record<string, string>,
    ];
    yield { sequence, name, enqueuedMs, systemProperties, properties, body: messages.subarray(headEnd, bodyEnd) };
    at = bodyEnd;
  }
}
