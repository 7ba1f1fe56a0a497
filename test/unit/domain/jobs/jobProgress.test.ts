import { expect, test } from 'vitest';
import { compareJobs, countsOf, percentOf, phaseOf, sumCounts } from '../../../../src/domain/jobs/jobProgress.ts';

const counts = { total: 200, waiting: 20, running: 10, completed: 160, failed: 10 };

test('a job waits, is scheduled, runs, or is finished in whichever way', () => {
  expect((['queued', 'enqueued', 'scheduled', 'running'] as const).map(phaseOf)).toEqual([
    'queued',
    'queued',
    'scheduled',
    'running',
  ]);
  expect(new Set((['completed', 'failed', 'cancelled', 'unknown'] as const).map(phaseOf))).toEqual(
    new Set(['finished']),
  );
});

test('counts are those of the hub, once it has counted', () => {
  const none = { deviceCount: 0, succeededCount: 0, failedCount: 0, runningCount: 0, pendingCount: 0 };
  const counted = { deviceCount: 200, succeededCount: 160, failedCount: 10, runningCount: 10, pendingCount: 20 };

  expect(countsOf({})).toBeUndefined();
  expect(countsOf({ deviceJobStatistics: none })).toBeUndefined();
  expect(countsOf({ deviceJobStatistics: counted })).toEqual(counts);
});

test('a job is at 100 % only when its last device is done, well or not', () => {
  expect(percentOf(counts)).toBe(85);
  expect(percentOf({ ...counts, total: 1000, completed: 990, failed: 9 })).toBe(99);
  expect(percentOf({ ...counts, total: 170 })).toBe(100);
  expect(percentOf(sumCounts([]))).toBe(0);
  expect(percentOf(sumCounts([counts, { ...counts, completed: 190 }]))).toBe(92);
});

test('queued jobs stand on top, then the next to start, then those that run, then the newest that ended', () => {
  const jobs = [
    { name: 'old', phase: 'finished', time: '2026-11-01T00:00:00Z' },
    { name: 'new', phase: 'finished', time: '2026-11-02T00:00:00Z' },
    { name: 'tomorrow', phase: 'scheduled', time: '2026-11-29T00:00:00Z' },
    { name: 'today', phase: 'scheduled', time: '2026-11-28T00:00:00Z' },
    { name: 'runs', phase: 'running' },
    { name: 'moved down', phase: 'queued', place: 1, time: '2026-11-28T00:00:00Z' },
    { name: 'moved up', phase: 'queued', place: 0, time: '2026-11-29T00:00:00Z' },
  ] as const;

  expect(jobs.toSorted(compareJobs).map(({ name }) => name)).toEqual([
    'moved up',
    'moved down',
    'today',
    'tomorrow',
    'runs',
    'new',
    'old',
  ]);
});
