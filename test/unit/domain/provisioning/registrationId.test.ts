import { expect, test } from 'vitest';
import { checkRegistrationId } from '../../../../src/domain/provisioning/registrationId.ts';

test.each(['sn-007-888-abc-mac-a1-b2-c3-d4-e5-f6', 'A.b_c:d-', 'x', 'x'.repeat(128)])(
  '"%s" is a registration id',
  id => {
    expect(checkRegistrationId(id)).toBeUndefined();
  },
);

test.each([
  ['', 'empty'],
  ['ends.', 'character'],
  ['a b', 'character'],
  ['a/b', 'character'],
  ['ä', 'character'],
  ['x'.repeat(129), 'tooLong'],
])('"%s" is none: %s', (id, problem) => {
  expect(checkRegistrationId(id)).toBe(problem);
});
