import { describe, expect, test } from 'vitest';
import type { Job, NewJob } from '../../../../src/domain/jobs/job.ts';
import { isFinished } from '../../../../src/domain/jobs/job.ts';
import { jobBody } from '../../../../src/domain/jobs/jobBody.ts';
import { checkJobId, newJobId } from '../../../../src/domain/jobs/jobId.ts';
import { readDeviceJobState, readJobState } from '../../../../src/domain/jobs/jobState.ts';
import { isSameJob } from '../../../../src/domain/jobs/sameJob.ts';

const now = new Date('2026-11-27T21:42:05Z');
const call = { methodName: 'lockDoor', responseTimeoutInSeconds: 30, connectTimeoutInSeconds: 10 };
const newJob: NewJob = {
  jobId: 'lock-1',
  action: { kind: 'method', call },
  queryCondition: '*',
  maxExecutionTimeInSeconds: 3600,
};
const patch = { properties: { desired: { building: 43 } } };

describe('the id of a job', () => {
  test.each([
    ['', { kind: 'empty' }],
    ['lock door', { kind: 'character', character: ' ' }],
    ['lock_door', { kind: 'character', character: '_' }],
    ['x'.repeat(65), { kind: 'tooLong', length: 65 }],
  ])('%s is refused', (id, problem) => {
    expect(checkJobId(id)).toEqual(problem);
  });

  test('is made of what the job does and when', () => {
    expect(newJobId('lockDoor', now, 0.5)).toBe('lockDoor-20261127-214205-i000');
    expect(newJobId('lock door!', now, 0)).toBe('lockdoor-20261127-214205-0000');
    expect(newJobId('$', now, 0)).toMatch(/^job-/);
    expect(checkJobId(newJobId('m'.repeat(200), now, 0.99))).toBeUndefined();
  });
});

describe('the body of a new job', () => {
  test.each([0, false, '', { lockTime: '10m' }])('keeps the payload %j and both timeouts', payload => {
    const job: NewJob = { ...newJob, action: { kind: 'method', call: { ...call, payload } } };

    expect(jobBody(job, now)).toEqual({
      jobId: 'lock-1',
      type: 'scheduleDeviceMethod',
      cloudToDeviceMethod: { ...call, payload },
      queryCondition: '*',
      startTime: '2026-11-27T21:42:05.000Z',
      maxExecutionTimeInSeconds: 3600,
    });
  });

  test('updates twins whatever their etag', () => {
    const job: NewJob = { ...newJob, action: { kind: 'twin', patch }, startTime: '2026-12-01T00:00:00Z' };

    expect(jobBody(job, now)).toMatchObject({
      type: 'scheduleUpdateTwin',
      updateTwin: { etag: '*', ...patch },
      startTime: '2026-12-01T00:00:00Z',
    });
  });
});

describe('a job that is there already', () => {
  const there: Job = {
    jobId: 'lock-1',
    type: 'scheduleDeviceMethod',
    status: 'queued',
    queryCondition: '*',
    startTime: '2026-11-27T21:42:05Z',
    cloudToDeviceMethod: { ...call, payload: null },
  };

  test('is ours if it does the same to the same devices', () => {
    expect(isSameJob(there, newJob)).toBe(true);
    expect(isSameJob(there, { ...newJob, startTime: '2026-11-27T21:42:05.000Z' })).toBe(true);
  });

  test.each([
    ['other devices', { ...newJob, queryCondition: "tags.floor = '3'" }],
    ['another time', { ...newJob, startTime: '2026-11-27T22:00:00Z' }],
    ['another payload', { ...newJob, action: { kind: 'method', call: { ...call, payload: 1 } } }],
    ['another method', { ...newJob, action: { kind: 'method', call: { ...call, methodName: 'reboot' } } }],
    ['another action', { ...newJob, action: { kind: 'twin', patch } }],
  ] as const)('is not ours with %s', (_, other) => {
    expect(isSameJob(there, other)).toBe(false);
  });

  test('is compared by its patch if it updates twins', () => {
    const { cloudToDeviceMethod: _, ...rest } = there;
    const twins: Job = { ...rest, type: 'scheduleUpdateTwin', updateTwin: patch };

    expect(isSameJob(twins, { ...newJob, action: { kind: 'twin', patch } })).toBe(true);
    expect(isSameJob(twins, { ...newJob, action: { kind: 'twin', patch: { tags: { a: 1 } } } })).toBe(false);
  });
});

test('both spellings of the service are one state', () => {
  expect(readJobState('Canceled')).toBe('cancelled');
  expect(readJobState('cancelled')).toBe('cancelled');
  expect(readJobState('pending')).toBe('queued');
  expect(readJobState('anything')).toBe('unknown');
  expect(readDeviceJobState('canceled')).toBe('cancelled');
  expect(readDeviceJobState('anything')).toBeUndefined();
  expect(isFinished('running')).toBe(false);
  expect(isFinished('cancelled')).toBe(true);
});
