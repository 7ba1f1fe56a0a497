import { describe, expect, test } from 'vitest';
import {
  cellAt,
  cellText,
  columnName,
  columnsOf,
  columnsToShow,
  mostColumns,
} from '../../../../src/domain/queryResult/rowColumns.ts';
import { sortedOrder } from '../../../../src/domain/queryResult/sortedOrder.ts';

const twin = {
  deviceId: 'door-017',
  etag: 'AAAA',
  connectionState: 'Connected',
  status: 'enabled',
  tags: { floor: '3' },
  properties: { desired: { $version: 4, lockTime: '10m' }, reported: { $metadata: { a: 1 }, door: 'open' } },
};
const namesOf = (rows: Parameters<typeof columnsOf>[0]) => columnsOf(rows).map(columnName);

describe('the columns of rows', () => {
  test('are the values of all rows, in the order in which they are first seen', () => {
    expect(namesOf([{ deviceId: 'a' }, { deviceId: 'b', tags: { floor: 3, wing: { name: 'b' } } }])).toEqual([
      'deviceId',
      'tags.floor',
      'tags.wing.name',
    ]);
  });

  test("leave the hub's own members out", () => {
    expect(namesOf([twin])).toEqual([
      'deviceId',
      'etag',
      'connectionState',
      'status',
      'tags.floor',
      'properties.desired.lockTime',
      'properties.reported.door',
    ]);
  });

  test('are not more than a table can show', () => {
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`c${index}`, index]));

    expect(columnsOf([wide])).toHaveLength(mostColumns);
  });

  test('show of whole twins first what matters, and of other rows all', () => {
    expect(columnsToShow(columnsOf([twin])).map(columnName)).toEqual([
      'deviceId',
      'connectionState',
      'status',
      'tags.floor',
      'properties.reported.door',
    ]);
    expect(columnsToShow([['n'], ['status']])).toEqual([['n'], ['status']]);
  });

  test('find their cells, also under names that have dots or belong to every object', () => {
    expect(cellAt({ tags: { 'a.b': 1 } }, ['tags', 'a.b'])).toBe(1);
    expect(cellAt({ tags: null }, ['tags', 'floor'])).toBeUndefined();
    expect(cellAt({}, ['toString'])).toBeUndefined();
  });

  test('say texts as they are, and all else as JSON', () => {
    expect([undefined, null, 'a b', 2.5, [1, 'x']].map(cellText)).toEqual(['', 'null', 'a b', '2.5', '[1,"x"]']);
  });
});

describe('sorted rows', () => {
  const rows = [{ n: 'door-10' }, {}, { n: 2 }, { n: 'door-9' }, { n: 1 }];

  test('have numbers, then texts with their numbers counted, and what has no value last', () => {
    expect(sortedOrder(rows, { path: ['n'], descending: false })).toEqual([4, 2, 3, 0, 1]);
    expect(sortedOrder(rows, { path: ['n'], descending: true })).toEqual([0, 3, 2, 4, 1]);
  });

  test('stay as they came without a sort, and among equals', () => {
    expect(sortedOrder(rows, undefined)).toEqual([0, 1, 2, 3, 4]);
    expect(sortedOrder([{ n: 1 }, { n: 1 }], { path: ['n'], descending: true })).toEqual([0, 1]);
  });
});
