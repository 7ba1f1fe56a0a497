import { describe, expect, test } from 'vitest';
import { compileCondition } from '../../../../src/domain/query/compileCondition.ts';
import { parseCondition } from '../../../../src/domain/query/parseCondition.ts';

const twin = {
  deviceId: 'door-017',
  status: 'enabled',
  connectionState: 'Connected',
  lastActivityTime: '2026-11-20T10:42:00.123Z',
  version: 7,
  capabilities: { iotEdge: false },
  parentScopes: ['ms-azure-iot-edge://gateway-1'],
  tags: { location: { region: 'US', plant: 'Redmond43' }, floor: 3, note: null, open: true, list: [1, 'a', null] },
  properties: {
    desired: { config: { id: 1 }, $version: 4 },
    reported: { rebootTime: '2026-11-20 10:40:12.000001', battery: '87', level: 0, config: { id: 1 }, $version: 12 },
  },
};

const matches = (condition: string) => compileCondition(parseCondition(condition))(twin);

test.each([
  "tags.location.region = 'US'",
  "tags.location.region = 'US' AND properties.reported.$version >= 12",
  "deviceId IN ['door-017', 'door-018']",
  "deviceId NIN ['door-018']",
  'is_defined(properties.reported.rebootTime)',
  'is_defined(properties.reported.config)',
  'IS_DEFINED(tags.note)',
  'NOT IS_DEFINED(tags.missing)',
  "STARTSWITH(devices.deviceId, 'door-')",
  "array_contains(parentScopes, 'ms-azure-iot-edge://gateway-1')",
  'capabilities.iotEdge = false',
  "lastActivityTime > '2026-11-20T00:00:00Z'",
  "DeviceId = 'door-017'",
  'tags.note = null',
  "tags.location.plant != 'Redmond44'",
  'tags.open',
  'tags.floor * 2 + 1 = 7',
  'properties.reported.$version % 5 = 2',
])('a device is found by %s', condition => {
  expect(matches(condition)).toBe(true);
});

test.each([
  "Tags.Location.region = 'US'",
  'is_defined(tags.constructor)',
  'is_defined(tags.location.region.length)',
  'tags.list.length = 3',
  "tags.floor = '3'",
  'tags.floor > null',
  "tags.floor < 'x'",
  'tags.location = tags.location',
  'properties.desired.config = properties.reported.config',
  'properties.desired.config != properties.reported.config',
  'tags.missing = undefined',
  "tags.missing != 'x'",
  "tags.missing NIN ['x']",
  'NOT tags.missing',
  'tags.floor',
  'tags.location.region',
  'tags.note',
  '1 / properties.reported.level > 0',
  '1 % properties.reported.level = 0',
  "'a' + 'b' = 'ab'",
])('a device is not found by %s', condition => {
  expect(matches(condition)).toBe(false);
});

const truths = { true: 'tags.floor = 3', false: 'tags.floor = 4', undefined: 'tags.missing = 1' };
type Truth = keyof typeof truths;

/** Each of the three is told from the others by what it and its NOT come to. */
function truthOf(condition: string): Truth {
  if (matches(condition)) return 'true';
  return matches(`NOT (${condition})`) ? 'false' : 'undefined';
}

describe('three truths', () => {
  test.each<[Truth, Truth, Truth, Truth]>([
    ['true', 'true', 'true', 'true'],
    ['true', 'false', 'false', 'true'],
    ['true', 'undefined', 'undefined', 'true'],
    ['false', 'true', 'false', 'true'],
    ['false', 'false', 'false', 'false'],
    ['false', 'undefined', 'false', 'undefined'],
    ['undefined', 'true', 'undefined', 'true'],
    ['undefined', 'false', 'false', 'undefined'],
    ['undefined', 'undefined', 'undefined', 'undefined'],
  ])('%s and %s: AND gives %s, OR gives %s', (left, right, and, or) => {
    expect(truthOf(`${truths[left]} AND ${truths[right]}`)).toBe(and);
    expect(truthOf(`${truths[left]} OR ${truths[right]}`)).toBe(or);
  });

  test.each<[Truth, Truth]>([
    ['true', 'false'],
    ['false', 'true'],
    ['undefined', 'undefined'],
  ])('NOT of %s is %s', (operand, result) => {
    expect(truthOf(`NOT (${truths[operand]})`)).toBe(result);
  });

  test.each(["'text' AND true", '1 OR false', 'NOT null', "tags.missing IN ['x']", 'tags.location IN [1]'])(
    '%s is undefined',
    condition => {
      expect(truthOf(condition)).toBe('undefined');
    },
  );
});
