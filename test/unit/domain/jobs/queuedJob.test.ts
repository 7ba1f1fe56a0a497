import { describe, expect, test } from 'vitest';
import type { NewJob } from '../../../../src/domain/jobs/job.ts';
import {
  type QueuedJob,
  asSentNow,
  claimed,
  isFree,
  moved,
  nextOf,
  notTaken,
  withEntry,
  withoutJob,
} from '../../../../src/domain/jobs/queuedJob.ts';

function job(jobId: string): NewJob {
  return {
    jobId,
    action: { kind: 'twin', patch: { tags: { floor: '3' } } },
    queryCondition: '*',
    maxExecutionTimeInSeconds: 60,
  };
}

function entry(jobId: string, hubId = 'local/contoso'): QueuedJob {
  return { hubId, hubName: 'contoso', job: job(jobId), queuedTime: '2026-11-27T00:00:00Z' };
}

const ids = (queue: readonly QueuedJob[]) => queue.map(one => one.job.jobId).join(' ');
const [a, b, c] = [entry('a'), entry('b', 'added/fabrikam'), entry('c')];

describe('the order of the queue', () => {
  test('changes among the jobs of one hub only', () => {
    expect(ids(moved([a, b, c], c.hubId, 'c', 'earlier'))).toBe('c b a');
    expect(ids(moved([a, b, c], a.hubId, 'a', 'later'))).toBe('c b a');
    expect(ids(moved([a, b, c], b.hubId, 'b', 'earlier'))).toBe('a b c');
    expect(ids(moved([a, b, c], a.hubId, 'gone', 'later'))).toBe('a b c');
  });

  test('passes over what a hub refused', () => {
    const queue = [notTaken(a, 'No.', true), b, c];

    expect(nextOf(queue, a.hubId)).toBe(c);
    expect(nextOf(queue, b.hubId)).toBe(b);
    expect(nextOf([], a.hubId)).toBeUndefined();
  });

  test('is of one hub: an id may be in the queue of two', () => {
    const twin = entry('a', 'added/fabrikam');

    expect(withoutJob([a, twin], a.hubId, 'a')).toEqual([twin]);
    expect(withEntry([a, twin], claimed(twin, 'w', 0))[0]).toBe(a);
  });
});

describe('a job that a window sends', () => {
  test('is left alone by others until its time is over', () => {
    const taken = claimed(a, 'first', 1_000);

    expect(isFree(taken, 'first', 1_001)).toBe(true);
    expect(isFree(taken, 'second', 1_001)).toBe(false);
    expect(isFree(taken, 'second', 121_000)).toBe(true);
  });

  test('is free again when the hub did not take it, and says why', () => {
    const back = notTaken(claimed(a, 'first', 1_000), 'Busy.', false);

    expect(back).toEqual({ ...a, problem: 'Busy.' });
    expect(isFree(back, 'second', 1_001)).toBe(true);
  });

  test('starts at once if its time passed while it waited', () => {
    const later = { ...job('a'), startTime: '2026-11-27T12:00:00Z' };

    expect(asSentNow(later, Date.parse('2026-11-27T11:00:00Z'))).toBe(later);
    expect(asSentNow(later, Date.parse('2026-11-27T13:00:00Z'))).toEqual(job('a'));
    expect(asSentNow(job('a'), 0)).toEqual(job('a'));
  });
});
