import { describe, expect, test } from 'vitest';
import type { JobAction, NewJob } from '../../src/domain/jobs/job.ts';
import { FaultyHub, answer, hangUp } from './faultyHub.ts';

const call = { methodName: 'lockDoor', responseTimeoutInSeconds: 30, connectTimeoutInSeconds: 10 };
const job: NewJob = {
  jobId: 'lock-1',
  action: { kind: 'method', call },
  queryCondition: "tags.floor = '3'",
  startTime: '2030-01-01T00:00:00.000Z',
  maxExecutionTimeInSeconds: 600,
};
const queued = { jobId: 'lock-1', type: 'scheduleDeviceMethod', status: 'queued' };
const there = {
  ...queued,
  cloudToDeviceMethod: { ...call, payload: null },
  queryCondition: job.queryCondition,
  startTime: '2030-01-01T00:00:00Z',
};
const exists = answer(409, { Message: 'ErrorCode:JobAlreadyExists;It is there.' });

/** What arrives at a hub when a job is created. */
async function sent(change: Partial<NewJob>): Promise<Record<string, unknown>> {
  await using hub = await FaultyHub.open(answer(200, queued));
  await hub.client().jobs.create({ ...job, ...change });
  return JSON.parse(hub.received[0]?.body ?? '') as Record<string, unknown>;
}

const method = (payload: number | boolean | string | null): { action: JobAction } => ({
  action: { kind: 'method', call: { ...call, payload } },
});

describe('what the official client loses of a job arrives', () => {
  test.each([0, false, '', null])('the payload %j, with the time to connect', async payload => {
    expect(await sent(method(payload))).toMatchObject({ cloudToDeviceMethod: { ...call, payload } });
  });

  test('a start, although the job is to start at once', async () => {
    const { startTime: _, ...now } = job;
    await using hub = await FaultyHub.open(answer(200, queued));
    await hub.client().jobs.create(now);
    const body = JSON.parse(hub.received[0]?.body ?? '') as { startTime: string };

    expect(new Date(body.startTime).toISOString()).toBe(body.startTime);
  });

  test('the etag that a change of twins needs', async () => {
    const patch = { properties: { desired: { building: 43 } } };

    expect(await sent({ action: { kind: 'twin', patch } })).toMatchObject({ updateTwin: { etag: '*', ...patch } });
  });

  test('an id as it is, whatever it has in it', async () => {
    await using hub = await FaultyHub.open(answer(200, queued), answer(200, { ...queued, status: 'canceled' }));
    const { jobs } = hub.client();
    await jobs.get('a/b?c');

    expect((await jobs.cancel('a/b?c')).status).toBe('cancelled');
    expect(hub.requests).toEqual(['GET /jobs/v2/a%2Fb%3Fc', 'POST /jobs/v2/a%2Fb%3Fc/cancel']);
  });
});

describe('creating a job', () => {
  test('finds its own job when its first answer was lost', async () => {
    await using hub = await FaultyHub.open(hangUp, exists, answer(200, there));

    expect(await hub.client().jobs.create(job)).toMatchObject({ jobId: 'lock-1', status: 'queued' });
    expect(hub.requests).toEqual(['PUT /jobs/v2/lock-1', 'PUT /jobs/v2/lock-1', 'GET /jobs/v2/lock-1']);
  });

  test.each([
    ['at the first try', [exists]],
    ['of somebody else', [hangUp, exists, answer(200, { ...there, queryCondition: '*' })]],
  ])('is told that the id is taken %s', async (_, deeds) => {
    await using hub = await FaultyHub.open(...deeds);

    await expect(hub.client().jobs.create(job)).rejects.toMatchObject({ reason: { kind: 'jobExists' } });
  });

  test('does not wait for other jobs to end', async () => {
    const busy = { Message: 'ErrorCode:ThrottlingMaxActiveJobCountExceeded;Error: 429 {...}' };
    await using hub = await FaultyHub.open(answer(429, busy));

    await expect(hub.client().jobs.create(job)).rejects.toMatchObject({ reason: { kind: 'tooManyJobs' } });
    expect(hub.requests).toHaveLength(1);
  });
});

test('lists jobs by type and state in pages', async () => {
  await using hub = await FaultyHub.open(
    answer(200, [there], { 'x-ms-continuation': 'more' }),
    answer(200, [{ ...there, status: 'completed' }]),
  );
  const { jobs } = hub.client();
  const first = await jobs.list({ type: 'scheduleDeviceMethod', status: 'completed' }, { pageSize: 1 });
  const last = await jobs.list({}, { pageSize: 1, after: first.next ?? '' });

  expect(first.items).toMatchObject([{ jobId: 'lock-1', cloudToDeviceMethod: call }]);
  expect(last).toMatchObject({ items: [{ status: 'completed' }] });
  expect(last.next).toBeUndefined();
  expect(hub.received[0]?.url).toContain('&jobStatus=completed&jobType=scheduleDeviceMethod');
});

test('reads what a job did with each device', async () => {
  const row = { jobId: 'lock-1', jobType: 'scheduleDeviceMethod', startTimeUtc: '2030-01-01T00:00:00Z' };
  await using hub = await FaultyHub.open(
    answer(200, [
      { ...row, deviceId: 'a', status: 'completed', outcome: { deviceMethodResponse: { status: 200, payload: 1 } } },
      {
        ...row,
        deviceId: 'b',
        status: 'canceled',
        outcome: {},
        error: { code: 'DeviceNotOnline', description: 'No.' },
      },
    ]),
  );

  const { items } = await hub.client().jobs.deviceRows({ jobId: 'lock-1', status: 'failed' }, { pageSize: 100 });
  expect(items).toMatchObject([
    { deviceId: 'a', status: 'completed', methodResponse: { status: 200, payload: 1 } },
    { deviceId: 'b', status: 'cancelled', error: { code: 'DeviceNotOnline' } },
  ]);
  expect(hub.received[0]?.body).toContain("devices.jobs.jobId = 'lock-1' AND devices.jobs.status = 'failed'");
});
