import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TwinContent } from '../../../../src/domain/twin/twinContent.ts';
import { twinPatch } from '../../../../src/domain/twin/twinPatch.ts';
import { mergeMembers } from '../../../../src/localHub/iotHub/twinSection.ts';
import { arbitraryContent } from './arbitraryTwin.ts';

const content = (tags: TwinContent['tags'], desired: TwinContent['desired'] = {}): TwinContent => ({ tags, desired });

test('a hub that takes the patch has what the person wrote', () => {
  fc.assert(
    fc.property(arbitraryContent, arbitraryContent, (before, after) => {
      const patch = twinPatch(before, after);

      expect(mergeMembers(before.tags, patch?.tags ?? {})).toEqual(after.tags);
      expect(mergeMembers(before.desired, patch?.properties?.desired ?? {})).toEqual(after.desired);
    }),
    { numRuns: 1000 },
  );
});

test('nothing changed is no patch', () => {
  fc.assert(
    fc.property(arbitraryContent, twin => {
      expect(twinPatch(twin, structuredClone(twin))).toBeUndefined();
    }),
  );
});

test('a deleted line is null', () => {
  expect(twinPatch(content({ floor: '3', room: 'a' }), content({ room: 'a' }))).toEqual({ tags: { floor: null } });
});

test('only what changed is sent, however deep it lies', () => {
  const before = content({}, { door: { lock: { minutes: 10, loud: true }, light: 1 } });
  const after = content({}, { door: { lock: { loud: true }, light: 2 } });

  expect(twinPatch(before, after)).toEqual({
    properties: { desired: { door: { lock: { minutes: null }, light: 2 } } },
  });
});

test('an array is one value', () => {
  expect(twinPatch(content({ list: [1, 2] }), content({ list: [1] }))).toEqual({ tags: { list: [1] } });
});
