import { expect, test } from 'vitest';
import { pollDelayMs, untilNextStartMs } from '../../../../src/domain/jobs/pollDelay.ts';

test('a hub is asked every 2 s while things change, and ever more rarely while not', () => {
  expect([0, 1, 2, 20].map(unchanged => pollDelayMs(unchanged))).toEqual([2_000, 3_000, 4_500, 30_000]);
});

test('many jobs take no more of the operations that a hub allows than one', () => {
  expect([1, 5, 10].map(jobs => (jobs / pollDelayMs(0, jobs)) * 1_000)).toEqual([0.5, 0.5, 0.5]);
  expect(pollDelayMs(0, 0)).toBe(2_000);
});

test('a hub is asked just after a job starts, if that comes before the next time', () => {
  expect(untilNextStartMs([90_000, 20_000], 30_000, 10_000)).toBe(10_500);
  expect(untilNextStartMs([90_000], 30_000, 10_000)).toBeUndefined();
  expect(untilNextStartMs([9_000], 30_000, 10_000)).toBeUndefined();
  expect(untilNextStartMs([], 30_000, 10_000)).toBeUndefined();
  expect(untilNextStartMs([], Number.POSITIVE_INFINITY, 10_000)).toBeUndefined();
  expect(untilNextStartMs([90_000], Number.POSITIVE_INFINITY, 10_000)).toBe(80_500);
});
