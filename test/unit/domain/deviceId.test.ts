import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDeviceId } from '../../../src/domain/deviceId.ts';

test.each(['door-017', 'a', 'A1', "-:.+%_#*?!(),=@;$'", 'x'.repeat(128)])('%s is a good id', id => {
  expect(checkDeviceId(id)).toBeUndefined();
});

test.each([
  ['', { kind: 'empty' }],
  ['x'.repeat(129), { kind: 'tooLong', length: 129 }],
  ['door/017', { kind: 'character', character: '/', index: 4 }],
  ['door 017', { kind: 'character', character: ' ', index: 4 }],
  ['dörr', { kind: 'character', character: 'ö', index: 1 }],
  ['door\n', { kind: 'character', character: '\n', index: 4 }],
  ['🚪', { kind: 'character', character: '🚪', index: 0 }],
  ['a\ud800', { kind: 'character', character: '\ud800', index: 1 }],
])('%j is refused for a reason', (id, problem) => {
  expect(checkDeviceId(id)).toEqual(problem);
});

test('the place of a wrong character is where it stands in the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), id => {
      const problem = checkDeviceId(id);
      if (problem?.kind !== 'character') return;

      expect(id.startsWith(problem.character, problem.index)).toBe(true);
    }),
  );
});
