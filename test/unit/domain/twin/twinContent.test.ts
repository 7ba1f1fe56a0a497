import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { contentOf, hubOwnedEdits, withContent } from '../../../../src/domain/twin/twinContent.ts';

const twin: JsonObject = {
  deviceId: 'door-017',
  etag: 'AAAA',
  tags: { floor: '3' },
  properties: {
    desired: { lock: true, $metadata: { $lastUpdated: '2026-11-20T10:00:00Z' }, $version: 2 },
    reported: { lock: false, $metadata: {}, $version: 7 },
  },
};
test('the content is tags and desired properties, without metadata and version', () => {
  expect(contentOf(twin)).toEqual({ tags: { floor: '3' }, desired: { lock: true } });
});

test('null is as if the line were deleted', () => {
  expect(contentOf({ tags: { floor: null, door: { room: null } } })).toEqual({ tags: { door: {} }, desired: {} });
});

test('other content goes in without touching what the hub wrote', () => {
  const changed = withContent(twin, { tags: {}, desired: { lock: false } });

  expect(contentOf(changed)).toEqual({ tags: {}, desired: { lock: false } });
  expect(hubOwnedEdits(twin, changed)).toEqual([]);
});

describe('what people cannot edit', () => {
  const properties = twin['properties'] as JsonObject;
  const desired = properties['desired'] as JsonObject;
  const withDesired = (members: JsonObject): JsonObject => ({
    ...twin,
    properties: { ...properties, desired: members },
  });

  test.each([
    ['the id', { ...twin, deviceId: 'door-018' }, ['deviceId']],
    ['a new member', { ...twin, color: 'red' }, ['color']],
    ['reported', { ...twin, properties: { ...properties, reported: {} } }, ['properties', 'reported']],
    ['the version', withDesired({ ...desired, $version: 3 }), ['properties', 'desired', '$version']],
    ['metadata', withDesired({ ...desired, $metadata: {} }), ['properties', 'desired', '$metadata']],
    [
      'all desired at once',
      { ...twin, properties: { reported: properties['reported'] ?? {} } },
      ['properties', 'desired'],
    ],
    ['all properties', { ...twin, properties: 1 }, ['properties']],
  ])('is %s', (_, edited, place) => {
    expect(hubOwnedEdits(twin, edited)).toEqual([place]);
  });

  test('is nothing in tags and desired properties', () => {
    expect(hubOwnedEdits(twin, { ...withDesired({ ...desired, lock: { minutes: 10 } }), tags: {} })).toEqual([]);
    const { tags: _tags, ...withoutTags } = twin;
    expect(hubOwnedEdits(twin, withoutTags)).toEqual([]);
  });
});
