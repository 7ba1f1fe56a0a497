import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFilterProblem, parseDeviceFilter, printDeviceFilter } from '../../../src/domain/deviceFilterText.ts';

test.each([
  ['', {}],
  ['   ', {}],
  ['door-', { idPrefix: 'door-' }],
  ["tags.floor = '3'", { tag: { path: ['floor'], value: '3' } }],
  ['  door-  Tags.building.floor = 3 ', { idPrefix: 'door-', tag: { path: ['building', 'floor'], value: 3 } }],
  ['tagsfactory', { idPrefix: 'tagsfactory' }],
])('%j is a filter', (text, filter) => {
  expect(parseDeviceFilter(text)).toEqual(filter);
});

test.each([
  ['door/1', { kind: 'idPrefix', character: '/' }],
  ["tags.floor != '3'", { kind: 'tag' }],
  ["door- deviceId = 'x'", { kind: 'tag' }],
  ['tags.floor', { kind: 'tag' }],
  ["tags.floor = '3", { kind: 'syntax', message: "The text that starts here has no closing '. (line 1, column 14)" }],
  ['door- 1', { kind: 'tag' }],
])('%j is none, for a reason', (text, problem) => {
  const parsed = parseDeviceFilter(text);

  expect(parsed).toEqual(problem);
  expect(isFilterProblem(parsed)).toBe(true);
});

test('a filter that was printed reads as itself', () => {
  const tag = fc.record({
    path: fc.array(fc.constantFrom('floor', 'group', 'my-tag', 'a b', "it's"), { minLength: 1, maxLength: 3 }),
    value: fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean()),
  });
  const filter = fc.record({ idPrefix: fc.constantFrom('door-', 'a', '$'), tag }, { requiredKeys: [] });

  fc.assert(
    fc.property(filter, given => {
      expect(parseDeviceFilter(printDeviceFilter(given))).toEqual(given);
    }),
  );
});
