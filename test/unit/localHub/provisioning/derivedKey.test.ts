import { expect, test } from 'vitest';
import { derivedKey } from '../../../../src/localHub/provisioning/derivedKey.ts';

test('the key of a device of a group is the one that the documentation calculates', () => {
  const groupKey = '8isrFI1sGsIlvvFSSFRiMfCNzv21fjbE/+ah/lSh3lF8e2YG1Te7w1KpZhJFFXJrqYKi9yegxkqIChbqOS9Egw==';

  expect(derivedKey(groupKey, 'sn-007-888-abc-mac-a1-b2-c3-d4-e5-f6')).toBe(
    'Jsm0lyGpjaVYVP2g3FnmnmG9dI/9qU24wNoykUmermc=',
  );
});
