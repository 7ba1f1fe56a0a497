import { expect, test } from 'vitest';
import { lastUpdated } from '../../../../src/domain/twin/lastUpdated.ts';

const [old, recent] = ['2026-11-19T10:00:00Z', '2026-11-20T10:00:00Z'];
const twin = {
  tags: { floor: '3' },
  properties: {
    desired: {
      door: { lock: [1] },
      $metadata: {
        $lastUpdated: recent,
        $lastUpdatedVersion: 4,
        door: { $lastUpdated: old, $lastUpdatedVersion: 2, lock: { $lastUpdated: old, $lastUpdatedVersion: 2 } },
      },
    },
  },
};

test.each([
  ['a section', ['properties', 'desired'], { time: recent, version: 4 }],
  ['a property', ['properties', 'desired', 'door'], { time: old, version: 2 }],
  [
    'an item of an array, which is as old as the array',
    ['properties', 'desired', 'door', 'lock', '0'],
    { time: old, version: 2 },
  ],
  ['a property that is not saved yet', ['properties', 'desired', 'door', 'color'], undefined],
  ['the metadata itself', ['properties', 'desired', '$metadata'], undefined],
  ['a tag', ['tags', 'floor'], undefined],
])('tells of %s', (_, path, updated) => {
  expect(lastUpdated(twin, path)).toEqual(updated);
});
