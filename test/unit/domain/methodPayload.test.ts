import { expect, test } from 'vitest';
import { parsePayload } from '../../../src/domain/methodPayload.ts';

test.each([
  ['', null],
  ['  \n', null],
  ['null', null],
  ['{"lockTime":"10m"}', { lockTime: '10m' }],
  ['0', 0],
  ['false', false],
  ['""', ''],
])('%j is a payload', (text, payload) => {
  expect(parsePayload(text)).toEqual({ payload });
});

test('what is no JSON is refused with the reason', () => {
  expect(parsePayload('{lockTime: 1}')).toMatchObject({ kind: 'notJson', message: expect.stringContaining('JSON') });
});

test('a payload may have 128 KB, counted in bytes', () => {
  const most = JSON.stringify('ä'.repeat(64 * 1024 - 1));

  expect(parsePayload(most)).toHaveProperty('payload');
  expect(parsePayload(`${most} `)).toEqual({ kind: 'tooLarge', bytes: 128 * 1024 + 1 });
});
