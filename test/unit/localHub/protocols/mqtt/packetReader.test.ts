import * as fc from 'fast-check';
import { type Packet, generate, parser } from 'mqtt-packet';
import { expect, test } from 'vitest';
import { PacketReader } from '../../../../../src/localHub/protocols/mqtt/packetReader.ts';

const publish = fc.record({
  cmd: fc.constant('publish' as const),
  qos: fc.constantFrom(0, 1, 2),
  dup: fc.boolean(),
  retain: fc.boolean(),
  topic: fc.string({ minLength: 1, unit: 'grapheme' }),
  payload: fc.uint8Array({ maxLength: 300 }).map(bytes => Buffer.from(bytes)),
  messageId: fc.integer({ min: 1, max: 0xffff }),
});
const otherPacket = fc.oneof(
  fc.constant({ cmd: 'pingreq' } as const),
  fc.record({ cmd: fc.constant('puback' as const), messageId: fc.integer({ min: 1, max: 0xffff }) }),
  fc.constant({ cmd: 'subscribe', messageId: 7, subscriptions: [{ topic: 'a/#', qos: 1 }] } as const),
);
const packets = fc.array(fc.oneof(publish, otherPacket), { maxLength: 10 }) as fc.Arbitrary<Packet[]>;

test('however the bytes arrive, the packets are those that mqtt-packet reads', () => {
  fc.assert(
    fc.property(packets, fc.array(fc.nat()), (sent, cuts) => {
      const bytes = Buffer.concat(sent.map(packet => generate(packet)));

      expect(readHere(cut(bytes, cuts))).toEqual(readByMqttPacket(bytes));
    }),
  );
});

test.each([
  ['a length of five bytes', [0x30, 0xff, 0xff, 0xff, 0xff, 0x01], 'a packet is too long'],
  ['a long length of zeros', [0x30, 0x80, 0x80, 0x80, 0x80, 0x00], 'the length of a packet has more than four bytes'],
  ['a topic that ends after its packet', [0x30, 0x03, 0x00, 0x09, 0x61], 'a PUBLISH packet is shorter than its parts'],
  [
    'a QoS 1 packet without an identifier',
    [0x32, 0x03, 0x00, 0x01, 0x61],
    'a PUBLISH packet is shorter than its parts',
  ],
  ['an empty PUBLISH', [0x30, 0x00], 'a PUBLISH packet is shorter than its parts'],
  ['QoS 3', [0x36, 0x05, 0x00, 0x01, 0x61, 0x00, 0x01], 'has QoS 3'],
  ['a SUBSCRIBE with wrong flags', [0x80, 0x00], 'Invalid header flag bits'],
])('%s is malformed', (_, bytes, detail) => {
  const complaints: string[] = [];
  new PacketReader({ packet: () => undefined, malformed: complaint => complaints.push(complaint) }).read(
    Buffer.from(bytes),
  );

  expect(complaints).toEqual([expect.stringContaining(detail)]);
});

/** What counts to a hub: parsers also keep how long a packet was. */
function essence(packet: Packet): object {
  if (packet.cmd !== 'publish') return { cmd: packet.cmd, messageId: packet.messageId };

  const { cmd, qos, dup, retain, topic, payload, messageId } = packet;
  return { cmd, qos, dup, retain, topic, payload: payload.toString('hex'), messageId };
}

function readHere(chunks: readonly Buffer[]): readonly object[] {
  const read: object[] = [];
  const reader = new PacketReader({
    packet: packet => read.push(essence(packet)),
    malformed: detail => expect.unreachable(detail),
  });
  for (const chunk of chunks) reader.read(chunk);
  return read;
}

function readByMqttPacket(bytes: Buffer): readonly object[] {
  const read: object[] = [];
  const reader = parser();
  reader.on('packet', packet => read.push(essence(packet)));
  reader.parse(bytes);
  return read;
}

function cut(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const places = [0, ...cuts.map(place => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);

  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}
