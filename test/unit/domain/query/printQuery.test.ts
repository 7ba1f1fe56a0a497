import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxQueryLength } from '../../../../src/domain/query/maxQueryLength.ts';
import { parseQuery } from '../../../../src/domain/query/parseQuery.ts';
import { printQuery } from '../../../../src/domain/query/printQuery.ts';
import { QueryError } from '../../../../src/domain/query/queryError.ts';
import { arbitraryQuery } from './arbitraryQuery.ts';

test('reading what was printed gives the same tree', () => {
  fc.assert(
    fc.property(arbitraryQuery, query => {
      const text = printQuery(query);
      fc.pre(text.length <= maxQueryLength);

      expect(parseQuery(text)).toEqual(query);
    }),
    { numRuns: 1000 },
  );
});

test('any text is either a query, which prints and reads again, or refused at a place inside it', () => {
  const words = fc.constantFrom(
    ...'SELECT * FROM devices WHERE tags . x = 1 AND ( ) [ ] , \' " NOT IN COUNT'.split(' '),
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 20 }).map(parts => parts.join(' ')),
  );

  fc.assert(
    fc.property(text, input => {
      const outcome = read(input);
      if (outcome instanceof QueryError) expect(outcome.position.offset).toBeLessThanOrEqual(input.length);
      else expect(parseQuery(printQuery(outcome))).toEqual(outcome);
    }),
  );
});

test.each([
  ['select  *  from DEVICES where DEVICEID="a"', "SELECT * FROM devices WHERE deviceId = 'a'"],
  ['SELECT * FROM devices WHERE (status = "x")', "SELECT * FROM devices WHERE status = 'x'"],
  ['SELECT * FROM devices WHERE (version + 1) * 2 > 3', 'SELECT * FROM devices WHERE (version + 1) * 2 > 3'],
  ['SELECT * FROM devices WHERE 1 - (2 - 3) = 2', 'SELECT * FROM devices WHERE 1 - (2 - 3) = 2'],
  [
    'SELECT * FROM devices WHERE NOT (status = 1 OR version = 2)',
    'SELECT * FROM devices WHERE NOT (status = 1 OR version = 2)',
  ],
  ['SELECT * FROM devices WHERE tags.[[floor]] = 0xFF', 'SELECT * FROM devices WHERE tags.floor = 255'],
  ['select top 3 count() as n from devices', 'SELECT TOP 3 COUNT() AS n FROM devices'],
])('%s prints as %s', (text, printed) => {
  expect(printQuery(parseQuery(text))).toBe(printed);
});

function read(text: string) {
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}
