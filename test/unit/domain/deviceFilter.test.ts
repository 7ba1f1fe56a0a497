import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { deviceQuery, parseTagCondition, printTagCondition, queryFilter } from '../../../src/domain/deviceFilter.ts';
import { compileCondition } from '../../../src/domain/query/compileCondition.ts';
import { parseQuery } from '../../../src/domain/query/parseQuery.ts';

test('an empty filter selects every device', () => {
  expect(deviceQuery({})).toBe('SELECT * FROM devices');
  expect(deviceQuery({ idPrefix: '' })).toBe('SELECT * FROM devices');
});

test('prefix and tag are joined by AND', () => {
  expect(deviceQuery({ idPrefix: 'door-', tag: { path: ['building', 'floor'], value: '3' } })).toBe(
    "SELECT * FROM devices WHERE STARTSWITH(deviceId, 'door-') AND tags.building.floor = '3'",
  );
});

test('edge devices and the children of one are selected as the Azure CLI does it', () => {
  expect(deviceQuery({ idPrefix: 'gate', iotEdge: true })).toBe(
    "SELECT * FROM devices WHERE STARTSWITH(deviceId, 'gate') AND capabilities.iotEdge = true",
  );
  expect(deviceQuery({ parentScope: 'ms-azure-iot-edge://gateway-1' })).toBe(
    "SELECT * FROM devices WHERE ARRAY_CONTAINS(parentScopes, 'ms-azure-iot-edge://gateway-1')",
  );
});

test('a keyword or another odd name in a tag stands in double brackets', () => {
  expect(deviceQuery({ tag: { path: ['group', 'my-tag'], value: true } })).toBe(
    'SELECT * FROM devices WHERE tags.[[group]].[[my-tag]] = true',
  );
});

test('any prefix finds the devices whose id starts with it, and no others', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), fc.string({ unit: 'binary' }), (idPrefix, rest) => {
      const { where } = parseQuery(deviceQuery({ idPrefix }));
      if (!where) throw new Error('The filter was lost.');
      const matches = compileCondition(where);

      expect(matches({ deviceId: idPrefix + rest })).toBe(true);
      expect(matches({ deviceId: rest })).toBe(rest.startsWith(idPrefix));
    }),
  );
});

test('the filter of a query selects what the query selects', () => {
  const filter = queryFilter(
    parseQuery("SELECT deviceId FROM devices WHERE tags.floor = '3' OR tags.floor = '4'"),
    'upstairs',
  );

  expect(filter).toEqual({ query: { name: 'upstairs', condition: "tags.floor = '3' OR tags.floor = '4'" } });
  expect(deviceQuery({ ...filter, idPrefix: 'door-' })).toBe(
    "SELECT * FROM devices WHERE STARTSWITH(deviceId, 'door-') AND (tags.floor = '3' OR tags.floor = '4')",
  );
  expect(deviceQuery(queryFilter(parseQuery('SELECT * FROM devices'), 'all') ?? {})).toBe('SELECT * FROM devices');
});

test('the filter of a query without a name is known by its condition', () => {
  expect(queryFilter(parseQuery("SELECT * FROM devices WHERE status = 'disabled'"))).toEqual({
    query: { name: "status = 'disabled'", condition: "status = 'disabled'" },
  });
  expect(queryFilter(parseQuery('SELECT * FROM devices'))).toEqual({});
});

test.each(['SELECT * FROM devices.modules', 'SELECT COUNT() AS n FROM devices GROUP BY status'])(
  'there is no filter of devices for %s',
  text => {
    expect(queryFilter(parseQuery(text), 'none')).toBeUndefined();
  },
);

test.each([
  ["tags.floor = '3'", { path: ['floor'], value: '3' }],
  ['tags.building.floor = 3', { path: ['building', 'floor'], value: 3 }],
  ["Tags.[[group]] = 'it\\'s'", { path: ['group'], value: "it's" }],
  ['tags.locked = true', { path: ['locked'], value: true }],
])('%s is a tag condition', (text, condition) => {
  expect(parseTagCondition(text)).toEqual(condition);
  expect(parseTagCondition(printTagCondition(condition))).toEqual(condition);
});

test('a tag condition survives the way through the query', () => {
  const tag = { path: ['group', 'a b'], value: String.raw`it's "C:\new"` };
  const { where } = parseQuery(deviceQuery({ tag }));

  expect(where && compileCondition(where)({ tags: { group: { 'a b': tag.value } } })).toBe(true);
});

test.each([
  "tags.floor != '3'",
  "deviceId = 'a'",
  "tags = 'a'",
  'tags.floor = null',
  "tags.floor = '3' AND tags.wing = 'b'",
  'tags.floor = properties.reported.floor',
])('%s is a condition, but not on one tag', text => {
  expect(parseTagCondition(text)).toBeUndefined();
});

test.each([
  ["floor = '3'", 'There is no property "floor" here. (line 1, column 1)'],
  ['tags.floor = ', 'Expected a property, a constant or a function, but the query ends here. (line 1, column 14)'],
  [
    "tags.floor = '3' GROUP BY x",
    'Expected an operator or the end of the condition, but found "GROUP". (line 1, column 18)',
  ],
])('%s is refused with its place', (text, message) => {
  expect(() => parseTagCondition(text)).toThrow(message);
});
