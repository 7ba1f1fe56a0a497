import { expect, test } from 'vitest';
import { announceJob, countOf, describeDevices } from '../../../../src/webviews/job/jobWords.ts';

const counts = { total: 500, waiting: 0, running: 0, completed: 480, failed: 20 };

test('what is found among many rows says among how many', () => {
  expect(describeDevices(0, 0, false, true)).toBe('Loading devices…');
  expect(describeDevices(1, 1, false, false)).toBe('1 device');
  expect(describeDevices(100, 100, true, false)).toBe('100 devices, more on the hub');
  expect(describeDevices(2, 5000, true, true)).toBe('2 devices found among 5,000, more on the hub, loading…');
});

test('a screen reader hears the state with its counts', () => {
  expect(announceJob({ state: 'completed', counts })).toBe('completed. 480 of 500 completed, 20 failed');
  expect(announceJob({ state: 'scheduled', counts: null })).toBe('scheduled');
});

test('only what the hub counts has a number', () => {
  expect((['failed', 'refused'] as const).map(outcome => countOf(counts, outcome))).toEqual([20, undefined]);
  expect(countOf(null, 'failed')).toBeUndefined();
});
