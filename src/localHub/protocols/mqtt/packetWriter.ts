import type { Writable } from 'node:stream';
import type { Packet } from 'mqtt-packet';
import { generate } from 'mqtt-packet';

/**
 * Gathers what connections have to say in one turn of the event loop, and lets each say it with one write: with
 * encryption, a write costs more than all else about an acknowledgement.
 */
export class WriteRound {
  #waiting: PacketWriter[] = [];

  add(writer: PacketWriter): void {
    if (this.#waiting.push(writer) === 1) process.nextTick(this.#run);
  }

  readonly #run = (): void => {
    const writers = this.#waiting;
    this.#waiting = [];
    for (const writer of writers) writer.flush();
  };
}

/** Writes one connection's packets. What is sent after the end of the stream is dropped. */
export class PacketWriter {
  readonly #stream: Writable;
  readonly #round: WriteRound;
  #acknowledged: number[] = [];
  #packets: Buffer[] = [];

  constructor(stream: Writable, round: WriteRound) {
    this.#stream = stream;
    this.#round = round;
  }

  /** Bytes that the client did not take yet. */
  get backlog(): number {
    return this.#stream.writableLength;
  }

  acknowledge(messageId: number): void {
    this.#enlist();
    this.#acknowledged.push(messageId);
  }

  send(packet: Packet): void {
    this.#enlist();
    this.#packets.push(generate(packet));
  }

  flush(): void {
    const chunks = this.#packets;
    if (this.#acknowledged.length > 0) chunks.unshift(acknowledgements(this.#acknowledged));
    this.#acknowledged = [];
    this.#packets = [];
    const [only] = chunks;
    if (only && this.#stream.writable) this.#stream.write(chunks.length === 1 ? only : Buffer.concat(chunks));
  }

  #enlist(): void {
    if (this.#acknowledged.length === 0 && this.#packets.length === 0) this.#round.add(this);
  }
}

/** The PUBACKs of these messages in the order given [MQTT-4.6.0-2], written by hand: four bytes each. */
function acknowledgements(messageIds: readonly number[]): Buffer {
  const buffer = Buffer.allocUnsafe(messageIds.length * 4);
  let offset = 0;
  for (const messageId of messageIds) offset = buffer.writeUInt32BE(0x40020000 + messageId, offset);

  return buffer;
}
