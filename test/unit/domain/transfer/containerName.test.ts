import { expect, test } from 'vitest';
import { containerNameProblem } from '../../../../src/domain/transfer/containerName.ts';

test.each(['abc', 'devices-2026', '0-1', 'a'.repeat(63)])('%s is the name of a container', name => {
  expect(containerNameProblem(name)).toBeUndefined();
});

test.each(['', 'ab', 'A-b', '-abc', 'abc-', 'a--b', 'a_b', 'a'.repeat(64)])('%j is none', name => {
  expect(containerNameProblem(name)).toMatch(/3 to 63/);
});
