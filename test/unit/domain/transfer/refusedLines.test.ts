import { expect, test } from 'vitest';
import type { ImportMode } from '../../../../src/domain/transfer/importMode.ts';
import { refusedLines } from '../../../../src/domain/transfer/refusedLines.ts';

test.each<readonly [string, readonly ImportMode[], readonly [number, ...number[]], readonly number[]]>([
  ['the only line', ['create'], [409001], [1]],
  ['the second of two that create', ['create', 'create'], [409001], [2]],
  ['both of two that create', ['create', 'create'], [409001, 409001], [1, 2]],
  ['the one that creates, of a device that was there', ['update', 'create', 'updateTwin'], [409001], [2]],
  ['the one that comes before the device', ['update', 'create'], [404001], [1]],
  ['the one that comes after it is gone', ['delete', 'updateTwin', 'create'], [404001], [2]],
  ['the one that creates again what is there', ['create', 'delete', 'create', 'create'], [409001], [4]],
  ['the one that compares etags', ['createOrUpdate', 'updateIfMatchETag'], [412001], [2]],
  ['all lines, if the log cannot be right', ['create', 'create'], [412001], [1, 2]],
])('of lines with one id, %s', (_what, modes, codes, expected) => {
  const [first, ...rest] = codes.map(code => ({ code, reason: `Refused (${code}).` }));
  const lines = modes.map((mode, index) => ({ line: index + 1, mode }));
  if (!first) throw new Error('No refusal.');

  expect(refusedLines(lines, [first, ...rest])).toEqual(
    expected.map(line => ({ line, reason: `Refused (${codes[0]}).` })),
  );
});

test('lines that may all be meant are all named, with what is not known', () => {
  const lines = [3, 7].map(line => ({ line, mode: 'createOrUpdate' as const }));
  const reason = 'Refused. This is about one of the lines 3, 7.';

  expect(refusedLines(lines, [{ code: 400001, reason: 'Refused.' }])).toEqual([
    { line: 3, reason },
    { line: 7, reason },
  ]);
});
