import { expect, test } from 'vitest';
import { groupQuery, readGroups } from '../../../src/domain/deviceGroups.ts';

const floor = ['tags', 'floor'];

test('one query counts all groups, of the devices of the filter only', () => {
  expect(groupQuery(floor, {})).toBe('SELECT tags.floor AS member, COUNT() AS number FROM devices GROUP BY tags.floor');
  expect(groupQuery(floor, { idPrefix: 'door-' })).toBe(
    "SELECT tags.floor AS member, COUNT() AS number FROM devices WHERE STARTSWITH(deviceId, 'door-') GROUP BY tags.floor",
  );
});

test('groups come by value, last those without one, each with what selects it', () => {
  const rows = [{ number: 7 }, { member: '10', number: 1 }, { member: '9', number: 2 }, { member: true, number: 3 }];

  expect(readGroups(floor, rows)).toEqual([
    { value: '9', count: 2, condition: "tags.floor = '9'" },
    { value: '10', count: 1, condition: "tags.floor = '10'" },
    { value: true, count: 3, condition: 'tags.floor = true' },
    { count: 7, condition: 'NOT IS_DEFINED(tags.floor)' },
  ]);
});

test('devices whose value is an object are counted, but not selected', () => {
  expect(readGroups(floor, [{ member: { a: 1 }, number: 4 }])).toEqual([{ value: { a: 1 }, count: 4 }]);
});
