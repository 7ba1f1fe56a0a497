import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../src/domain/json.ts';
import { isJsonObject } from '../../../../src/domain/json.ts';
import { mergeTwins, resolveConflicts, type Side, type TwinMerge } from '../../../../src/domain/twin/mergeTwins.ts';
import type { TwinContent } from '../../../../src/domain/twin/twinContent.ts';
import { arbitraryContent } from './arbitraryTwin.ts';

const tags = (members: JsonObject): TwinContent => ({ tags: members, desired: {} });

test('what only one side changed is in the result, and is no conflict', () => {
  fc.assert(
    fc.property(arbitraryContent, arbitraryContent, (base, changed) => {
      expect(mergeTwins(base, changed, base)).toEqual({ merged: changed, conflicts: [] });
      expect(mergeTwins(base, base, changed)).toEqual({ merged: changed, conflicts: [] });
      expect(mergeTwins(base, changed, changed)).toEqual({ merged: changed, conflicts: [] });
    }),
  );
});

test('nothing is lost: every change of a side is in the result, or in a conflict that tells both values', () => {
  fc.assert(
    fc.property(arbitraryContent, arbitraryContent, arbitraryContent, (base, mine, theirs) => {
      const merge = mergeTwins(base, mine, theirs);

      expect(lostChanges(base, mine, merge, 'mine')).toEqual([]);
      expect(lostChanges(base, theirs, merge, 'theirs')).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('the sides are equal: from the other side it is the same merge, with the other values at the conflicts', () => {
  fc.assert(
    fc.property(arbitraryContent, arbitraryContent, arbitraryContent, (base, mine, theirs) => {
      const { merged, conflicts } = mergeTwins(base, mine, theirs);

      expect(resolveConflicts(merged, conflicts, 'mine')).toEqual(merged);
      expect(resolveConflicts(merged, conflicts, 'theirs')).toEqual(mergeTwins(base, theirs, mine).merged);
    }),
    { numRuns: 1000 },
  );
});

test('neighbours in one object are merged', () => {
  const { merged, conflicts } = mergeTwins(
    tags({ door: { floor: 1, room: 'a', old: true } }),
    tags({ door: { floor: 2, room: 'a' } }),
    tags({ door: { floor: 1, room: 'b', old: true } }),
  );

  expect(merged.tags).toEqual({ door: { floor: 2, room: 'b' } });
  expect(conflicts).toEqual([]);
});

test('a property that both changed is a conflict with both values', () => {
  const { merged, conflicts } = mergeTwins(tags({ floor: 1 }), tags({ floor: 2 }), tags({ floor: 3 }));

  expect(merged.tags).toEqual({ floor: 2 });
  expect(conflicts).toEqual([{ path: ['tags', 'floor'], mine: 2, theirs: 3 }]);
});

test('what one side removed and the other changed is a conflict', () => {
  const { merged, conflicts } = mergeTwins(tags({ door: { lock: 1 } }), tags({}), tags({ door: { lock: 2 } }));

  expect(conflicts).toEqual([{ path: ['tags', 'door'], theirs: { lock: 2 } }]);
  expect(resolveConflicts(merged, conflicts, 'theirs').tags).toEqual({ door: { lock: 2 } });
});

type Path = readonly string[];

function lostChanges(
  base: TwinContent,
  side: TwinContent,
  { merged, conflicts }: TwinMerge,
  name: Side,
): readonly Path[] {
  return leavesOf(side).filter(path => {
    const value = at(side, path);
    const kept = sameAs(value, at(merged, path)) || sameAs(value, at(base, path));
    const told = conflicts.filter(conflict => isPrefix(conflict.path, path));
    return !kept && !told.some(conflict => sameAs(conflict[name], at(side, conflict.path)));
  });
}

function leavesOf(content: TwinContent): readonly Path[] {
  const walk = (value: Json, path: Path): readonly Path[] =>
    isJsonObject(value) ? Object.entries(value).flatMap(([key, member]) => walk(member, [...path, key])) : [path];
  return [...walk(content.tags, ['tags']), ...walk(content.desired, ['desired'])];
}

function at(content: TwinContent, [section, ...keys]: Path): Json | undefined {
  return keys.reduce<Json | undefined>(
    (value, key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    section === 'tags' ? content.tags : content.desired,
  );
}

function isPrefix(start: Path, path: Path): boolean {
  return start.every((key, index) => path[index] === key);
}

function sameAs(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
