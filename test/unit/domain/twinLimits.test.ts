import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/domain/json.ts';
import { describeTwinProblem, findTwinProblem, findTwinProblems, twinSize } from '../../../src/domain/twinLimits.ts';

const nested = (levels: number, value: JsonObject[string]): JsonObject =>
  levels === 0 ? { property: value } : { level: nested(levels - 1, value) };

describe('the size of a section', () => {
  test.each([
    ['nothing', {}, 0],
    ['a key and a text, in UTF-8', { ä: 'öö' }, 6],
    ['8 for a number', { n: 1.5 }, 9],
    ['4 for a boolean', { b: true }, 5],
    ['nested objects and arrays', { a: { b: [1, 'xy'] } }, 12],
    ['no control characters', { a: 'x\u0000\u0085y' }, 3],
    ['nothing for what is removed', { a: null }, 1],
  ] as const)('counts %s', (_, value, size) => {
    expect(twinSize(value)).toBe(size);
  });
});

describe('a section', () => {
  test('may be ten levels deep, with a property below', () => {
    expect(findTwinProblem('tags', nested(10, 1))).toBeUndefined();
    expect(findTwinProblem('tags', nested(11, 1))).toMatchObject({ kind: 'tooDeep' });
  });

  test.each(['a.b', 'a$', 'a b', 'a\u0007'])('has no key %j', key => {
    expect(findTwinProblem('tags', { ok: { [key]: 1 } })).toMatchObject({ kind: 'keyCharacter', path: ['ok', key] });
  });

  test('has keys of 1 KB and texts of 4 KB at most', () => {
    expect(findTwinProblem('desired', { ['k'.repeat(1024)]: 'v'.repeat(4096) })).toBeUndefined();
    expect(findTwinProblem('desired', { ['k'.repeat(1025)]: 1 })).toMatchObject({ kind: 'keyTooLong', bytes: 1025 });
    expect(findTwinProblem('desired', { a: ['v'.repeat(4097)] })).toMatchObject({
      kind: 'stringTooLong',
      path: ['a', '0'],
    });
  });

  test('has integers of 53 bits, and any fraction', () => {
    expect(findTwinProblem('tags', { least: -4503599627370496, most: 4503599627370495, pi: 3.14 })).toBeUndefined();
    expect(findTwinProblem('tags', { n: 4503599627370496 })).toMatchObject({ kind: 'integerRange' });
  });

  test('has 8 KB as tags and 32 KB as properties', () => {
    const tenKilobytes = { a: 'x'.repeat(4000), b: 'x'.repeat(4000), c: 'x'.repeat(2000) };

    expect(findTwinProblem('reported', tenKilobytes)).toBeUndefined();
    expect(findTwinProblem('tags', tenKilobytes)).toMatchObject({ kind: 'sectionTooLarge', bytes: 10_003 });
  });
});

test.each([
  ['text', { a: '\ud800' }, ['a']],
  ['key', { '\udfff': 1 }, ['\udfff']],
])('half of a surrogate pair is no %s', (_, value, path) => {
  expect(findTwinProblem('tags', value)).toEqual({ kind: 'loneSurrogate', path });
});

test('all problems are found, the size of the section last', () => {
  const value = { 'a b': 'x'.repeat(5000), c: ['x'.repeat(4000), 2 ** 53] };

  expect([...findTwinProblems('tags', value)].map(({ kind }) => kind)).toEqual([
    'keyCharacter',
    'stringTooLong',
    'integerRange',
    'sectionTooLarge',
  ]);
});

test('a problem is told with its place and the rule', () => {
  const problem = findTwinProblem('desired', { door: { 'lock.time': 1 } });

  expect(problem && describeTwinProblem('desired', problem)).toBe(
    'desired.door.lock.time: the key has the character ".". Keys have no ".", "$", space or control character.',
  );
});

test('the quick look at a twin and the thorough one find the same', () => {
  const key = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('a.b', '$x', 'naïve', 'k'.repeat(1025), '\uD800'));
  const text = fc.oneof(fc.string(), fc.constantFrom('x'.repeat(4097), '\uD800', '\u0007'));
  const leaf = fc.oneof(text, fc.integer(), fc.constantFrom(2 ** 52, -(2 ** 53), 0.5, true, null));
  const { value } = fc.letrec<{ value: Json }>(tie => ({
    value: fc.oneof({ maxDepth: 13 }, leaf, fc.array(tie('value'), { maxLength: 2 }), fc.dictionary(key, tie('value'))),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, value), section => {
      expect(findTwinProblem('tags', section)).toEqual(findTwinProblems('tags', section).next().value);
    }),
  );
});
