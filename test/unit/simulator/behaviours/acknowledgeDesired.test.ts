import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonObject, isJsonObject } from '../../../../src/domain/json.ts';
import { acknowledgementOf } from '../../../../src/simulator/behaviours/acknowledgeDesired.ts';

test('new desired properties are reported as they are, without $version', () => {
  expect(acknowledgementOf({ building: 43, floor: 3, $version: 2 }, {})).toEqual({ building: 43, floor: 3 });
});

test('what is reported already is not reported again', () => {
  expect(acknowledgementOf({ floor: 3, light: { on: true } }, { floor: 3, light: { on: true }, other: 1 })).toBe(
    undefined,
  );
});

test('only the difference is reported, however deep', () => {
  expect(acknowledgementOf({ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } })).toEqual({ a: { c: 2 } });
});

test('a removed property is removed from reported, if it is there', () => {
  expect(acknowledgementOf({ floor: null }, { floor: 3 })).toEqual({ floor: null });
  expect(acknowledgementOf({ floor: null }, {})).toBe(undefined);
});

test('an empty object is a value', () => {
  expect(acknowledgementOf({ light: {} }, {})).toEqual({ light: {} });
});

test('after it is reported, nothing is left to acknowledge', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const { tree } = fc.letrec<{ tree: JsonObject; value: JsonObject | number | string }>(tie => ({
    tree: fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    value: fc.oneof({ maxDepth: 3 }, fc.integer(), fc.string(), tie('tree')),
  }));

  fc.assert(
    fc.property(tree, tree, (desired, reported) => {
      const after = merged(reported, acknowledgementOf(desired, reported) ?? {});
      expect(acknowledgementOf(desired, after)).toBe(undefined);
    }),
  );
});

/** As the hub merges a patch of reported properties. */
function merged(into: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, JsonObject[string]> = { ...into };
  for (const [name, value] of Object.entries(patch)) {
    const old = result[name];
    if (value === null) delete result[name];
    else result[name] = isJsonObject(value) ? merged(isJsonObject(old) ? old : {}, value) : value;
  }
  return result;
}
