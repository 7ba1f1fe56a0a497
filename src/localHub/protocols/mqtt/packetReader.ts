import type { IPublishPacket, Packet } from 'mqtt-packet';
import { parser } from 'mqtt-packet';

/** A message of 256 KB, its topic (at most 64 KB) and the packet's header. */
const longestPacketBytes = (256 + 64) * 1024 + 16;
const publishType = 3;
/** By the two bits of a PUBLISH packet; both together mean nothing [MQTT-3.3.1-4]. */
const qualities = [0, 1, 2] as const;

export interface PacketListener {
  readonly packet: (packet: Packet) => void;
  /** What the client sent is no MQTT 3.1.1; nothing more can be read. */
  readonly malformed: (detail: string) => void;
}

/**
 * Cuts what a client sends into packets. Nearly all of them are PUBLISH, which are read here: in half the time that a
 * parser for all kinds, versions and fragments takes. The others are read by mqtt-packet, each when it is whole.
 */
export class PacketReader {
  readonly #listener: PacketListener;
  readonly #parser = parser();
  /** The beginning of a packet whose end did not come yet, in the pieces in which it came. */
  #unfinished: Buffer[] = [];
  /** Bytes that must come before it is worth looking again; for less, pieces are not put together. */
  #missing = 0;

  constructor(listener: PacketListener) {
    this.#listener = listener;
    this.#parser.on('packet', listener.packet);
    this.#parser.on('error', error => listener.malformed(error.message));
  }

  read(chunk: Buffer): void {
    if (this.#unfinished.length === 0) return this.#readPackets(chunk);

    this.#unfinished.push(chunk);
    this.#missing -= chunk.length;
    if (this.#missing <= 0) this.#readPackets(Buffer.concat(this.#unfinished));
  }

  #readPackets(bytes: Buffer): void {
    let start = 0;
    let missing = 0;
    while (start < bytes.length) {
      const header = readFixedHeader(bytes, start);
      if (typeof header === 'string') return this.#listener.malformed(header);
      missing = header ? header.end - bytes.length : 1;
      if (!header || missing > 0) break;

      this.#readPacket(bytes.subarray(start, header.end), header.bodyStart - start);
      start = header.end;
    }
    this.#unfinished = start === bytes.length ? [] : [bytes.subarray(start)];
    this.#missing = missing;
  }

  #readPacket(packet: Buffer, bodyStart: number): void {
    if ((packet[0] ?? 0) >> 4 !== publishType) {
      this.#parser.parse(packet);
      return;
    }
    const publish = readPublish(packet, bodyStart);
    if (publish) this.#listener.packet(publish);
    else this.#listener.malformed('a PUBLISH packet is shorter than its parts, or has QoS 3');
  }
}

/**
 * Where a packet's body starts and the packet ends, nothing if not even that is there yet, or what is wrong. A length
 * has seven bits in a byte, the lowest first, and at most four bytes [MQTT 3.1.1, 2.2.3].
 */
function readFixedHeader(
  bytes: Buffer,
  start: number,
): { readonly bodyStart: number; readonly end: number } | string | undefined {
  let length = 0;
  for (let index = 0; index < 4; index++) {
    const byte = bytes[start + 1 + index];
    if (byte === undefined) return undefined;

    length += (byte & 0x7f) * 0x80 ** index;
    if (length > longestPacketBytes) return 'a packet is too long';
    if (byte < 0x80) return { bodyStart: start + 2 + index, end: start + 2 + index + length };
  }
  return 'the length of a packet has more than four bytes';
}

/** [MQTT 3.1.1, 3.3]: topic, packet identifier unless the QoS is 0, payload. */
function readPublish(packet: Buffer, bodyStart: number): IPublishPacket | undefined {
  const flags = packet[0] ?? 0;
  const qos = qualities[(flags >> 1) & 3];
  const topicStart = bodyStart + 2;
  if (qos === undefined || topicStart > packet.length) return undefined;

  const topicEnd = topicStart + packet.readUInt16BE(bodyStart);
  const payloadStart = qos === 0 ? topicEnd : topicEnd + 2;
  if (payloadStart > packet.length) return undefined;

  return {
    cmd: 'publish',
    qos,
    dup: (flags & 8) !== 0,
    retain: (flags & 1) !== 0,
    topic: packet.toString('utf8', topicStart, topicEnd),
    payload: packet.subarray(payloadStart),
    ...(qos === 0 ? {} : { messageId: packet.readUInt16BE(topicEnd) }),
  };
}
