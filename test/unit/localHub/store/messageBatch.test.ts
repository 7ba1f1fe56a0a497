import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageBatch } from '../../../../src/localHub/store/messageBatch.ts';

test('what was gathered can be told apart again', () => {
  const message = fc.tuple(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 100 }));
  const batch = new MessageBatch();

  fc.assert(
    fc.property(fc.array(message), messages => {
      for (const [head, body] of messages) batch.add(head, Buffer.from(body));

      expect(batch.count).toBe(messages.length);
      expect(split(batch.take())).toEqual(messages.map(([head, body]) => [head, Buffer.from(body).toString('hex')]));
      expect(batch.count).toBe(0);
    }),
  );
});

test('a batch grows with what it is given', () => {
  const batch = new MessageBatch();
  const body = Buffer.alloc(256 * 1024, 'x');
  for (let index = 0; index < 40; index++) batch.add(`message ${index}`, body);

  const messages = split(batch.take());

  expect(messages).toHaveLength(40);
  expect(messages.at(-1)).toEqual(['message 39', body.toString('hex')]);
});

function split(bytes: Buffer): readonly (readonly [string, string])[] {
  const messages: (readonly [string, string])[] = [];
  for (let at = 0; at < bytes.length;) {
    const headEnd = at + 8 + bytes.readUInt32LE(at);
    const bodyEnd = headEnd + bytes.readUInt32LE(at + 4);
    messages.push([bytes.toString('utf8', at + 8, headEnd), bytes.toString('hex', headEnd, bodyEnd)]);
    at = bodyEnd;
  }
  return messages;
}
