import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonPlaces } from '../../../src/ui/editors/twin/jsonPlaces.ts';

const text = '{\n  "tags": { "a b": [1, "ü"], "deep": { "x": 2 } }\n}\n';
const found = (path: readonly string[], ofKey = false) => {
  const { offset, length } = new JsonPlaces(text).find(path, ofKey);
  return text.slice(offset, offset + length);
};

test.each([
  [['tags', 'a b'], true, '"a b"'],
  [['tags', 'a b', '1'], false, '"ü"'],
  [['tags', 'deep', 'x'], false, '2'],
  [['tags', 'deep'], false, '"deep"'],
])('finds %j', (path, ofKey, expected) => {
  expect(found(path, ofKey)).toBe(expected);
});

test('tells of what was deleted at the member above', () => {
  expect(found(['tags', 'deep', 'gone'])).toBe('"deep"');
  expect(found(['gone', 'more'])).toBe('{');
});

test('finds the keys that lead to a place', () => {
  expect(new JsonPlaces(text).pathAt(text.indexOf('"ü"') + 1)).toEqual(['tags', 'a b', '1']);
});

test('finds each member of any object, with its text', () => {
  const keys = fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(keys, names => {
      const json = JSON.stringify(Object.fromEntries(names.map((name, index) => [name, index])), undefined, 2);
      const places = new JsonPlaces(json);
      for (const [index, name] of names.entries()) {
        const { offset, length } = places.find([name], true);
        expect(JSON.parse(json.slice(offset, offset + length))).toBe(name);
        const value = places.find([name], false);
        expect(json.slice(value.offset, value.offset + value.length)).toBe(String(index));
      }
    }),
    { numRuns: 50 },
  );
});
