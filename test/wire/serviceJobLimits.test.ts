import { describe, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { allRows, deviceJobs, jobOf, methodJob, putJob, twinJob, untilJobIs } from './jobs.ts';
import { connectDevice, errorCodeOf, rawRequest } from './service.ts';

const version = 'api-version=2021-04-12';
const inOneHour = new Date(Date.now() + 3_600_000).toISOString();
const toOffline = { methodName: 'lockDoor', connectTimeoutInSeconds: 300 };

async function createDevices(hub: LocalHub, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, index) => `device-${String(index).padStart(2, '0')}`);
  await hub.registry().addDevices(ids.map(deviceId => ({ deviceId })));
}

describe('a tier', () => {
  test('runs one job at a time on S1: one more is refused with 429004, in the two bodies of the service', async () => {
    await using hub = await LocalHub.start({ args: ['--tier', 'S1'] });
    const connectionString = await hub.createDevice('door');
    await putJob(hub, 'first', methodJob('*', { cloudToDeviceMethod: toOffline }));

    const refused = await putJob(hub, 'second', twinJob('*'));

    expect([refused.status, errorCodeOf(refused)]).toEqual([429, 'ThrottlingMaxActiveJobCountExceeded']);
    const { Message } = JSON.parse(refused.text) as { Message: string };
    const inner = /^ErrorCode:ThrottlingMaxActiveJobCountExceeded;Error: 429 (?<body>.*)$/.exec(Message)?.groups?.[
      'body'
    ];
    expect(JSON.parse(inner ?? '')).toEqual({
      Message: 'ErrorCode:ThrottlingMaxActiveJobCountExceeded;429',
      ExceptionMessage: expect.stringMatching(/^Tracking ID:/) as string,
    });

    const device = await connectDevice(hub, connectionString);
    device.onDeviceMethod('lockDoor', (_, response) => void response.send(200));
    await untilJobIs(hub, 'first', 'completed');
    expect((await putJob(hub, 'second', twinJob('*'))).status).toBe(200);
    await device.close();
  });

  test('takes a job for later while one runs, which then waits for its turn', async () => {
    await using hub = await LocalHub.start({ args: ['--tier', 'F1'] });
    const connectionString = await hub.createDevice('door');
    await putJob(hub, 'first', methodJob('*', { cloudToDeviceMethod: toOffline }));
    const startTime = new Date(Date.now() + 200).toISOString();

    expect((await putJob(hub, 'later', twinJob('*', { startTime }))).status).toBe(200);

    await expect.poll(async () => (await jobOf(hub, 'later')).status, { interval: 700 }).toBe('queued');
    const device = await connectDevice(hub, connectionString);
    device.onDeviceMethod('lockDoor', (_, response) => void response.send(200));
    await untilJobIs(hub, 'later', 'completed', 700);
    await device.close();
  });

  test('runs five at a time on S2', async () => {
    await using hub = await LocalHub.start({ args: ['--tier', 'S2'] });
    await hub.createDevice('door');
    const statuses: number[] = [];
    for (let index = 0; index < 6; index++) {
      statuses.push((await putJob(hub, `job-${index}`, methodJob('*', { cloudToDeviceMethod: toOffline }))).status);
    }

    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });

  test('refuses job operations over its rate with 429001', async () => {
    await using hub = await LocalHub.start({ args: ['--tier', 'S1'] });
    const answers = await Promise.all(Array.from({ length: 200 }, () => rawRequest(hub, `/jobs/v2/query?${version}`)));

    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(100);
    expect(new Set(refused.map(errorCodeOf))).toEqual(new Set(['ThrottlingException']));
  });

  test('of Basic has neither jobs nor twins, methods and configurations, but queries: 403010', async () => {
    await using hub = await LocalHub.start({ args: ['--tier', 'B1'] });
    await hub.createDevice('door');
    const body = '{"methodName":"lockDoor"}';
    const refused = [
      await putJob(hub, 'job', twinJob('*')),
      await rawRequest(hub, `/jobs/v2/query?${version}`),
      await rawRequest(hub, `/twins/door?${version}`),
      await rawRequest(hub, `/twins/door/methods?${version}`, { method: 'POST', body }),
      await rawRequest(hub, `/configurations?${version}`),
    ];

    expect(refused.map(answer => [answer.status, errorCodeOf(answer)])).toEqual(
      refused.map(() => [403, 'OperationNotAvailableInCurrentTier']),
    );
    expect(await allRows(hub.registry().createQuery('SELECT deviceId FROM devices'))).toEqual([{ deviceId: 'door' }]);
    expect(hub.hub).toMatchObject({ tier: 'B1', units: 1 });
  });
});

const ids = (jobs: readonly unknown[]) => jobs.map(job => (job as { jobId: string }).jobId);

describe('the list of jobs', () => {
  test('is by type and state, the newest first, in pages by header and by parameter', async () => {
    await using hub = await LocalHub.start();
    await hub.createDevice('door');
    for (let index = 0; index < 5; index++) await putJob(hub, `twin-${index}`, twinJob('*', { startTime: inOneHour }));
    await putJob(hub, 'done', methodJob("deviceId = 'nobody'"));
    await untilJobIs(hub, 'done', 'completed');
    await untilJobIs(hub, 'twin-4', 'scheduled');
    const twins = ['twin-4', 'twin-3', 'twin-2', 'twin-1', 'twin-0'];

    expect(ids(await allRows(hub.jobClient().createQuery()))).toEqual(['done', ...twins]);
    expect(ids(await allRows(hub.jobClient().createQuery('scheduleUpdateTwin', 'scheduled', 2)))).toEqual(twins);
    const page = async (parameters: string) => rawRequest(hub, `/jobs/v2/query?${version}&${parameters}`);
    const first = await page('jobStatus=completed&pageSize=3');
    expect(ids(JSON.parse(first.text) as unknown[])).toEqual(['done']);
    const second = await page('jobType=scheduleUpdateTwin&pageSize=3');
    const token = encodeURIComponent(String(second.headers['x-ms-continuation']));
    const third = await page(`jobType=scheduleUpdateTwin&pageSize=3&continuationToken=${token}`);
    expect(ids(JSON.parse(third.text) as unknown[])).toEqual(['twin-1', 'twin-0']);
    expect((await page('jobType=export')).text).toBe('[]');
    expect(errorCodeOf(await page('jobStatus=asleep'))).toBe('ArgumentInvalid');
    expect(errorCodeOf(await page('continuationToken=nonsense'))).toBe('ArgumentInvalid');
  });
});

describe('a query on devices.jobs', () => {
  test('goes on with its continuation after a restart of the hub', async () => {
    await using folder = await temporaryFolder();
    const before = await LocalHub.start({ data: folder.path });
    await createDevices(before, 30);
    await putJob(before, 'all', twinJob('*'));
    await untilJobIs(before, 'all', 'completed');
    const text = "SELECT * FROM devices.jobs WHERE devices.jobs.jobId = 'all'";
    const first = before.registry().createQuery(text, 20);
    const { result } = await first.next();
    await before.end();

    await using after = await LocalHub.start({ data: folder.path });
    const rest = await after.registry().createQuery(text, 20).next(first.continuationToken);

    const names = [...(result as { deviceId: string }[]), ...(rest.result as { deviceId: string }[])];
    expect(new Set(names.map(({ deviceId }) => deviceId)).size).toBe(30);
    expect(names).toHaveLength(30);
  });

  test('finds one device in all jobs, and takes nothing but SELECT *', async () => {
    await using hub = await LocalHub.start();
    await createDevices(hub, 3);
    for (const jobId of ['one', 'two']) {
      await putJob(hub, jobId, twinJob('*'));
      await untilJobIs(hub, jobId, 'completed');
    }
    const query = (text: string) => hub.registry().createQuery(text);

    const rows = await allRows(query("SELECT * FROM devices.jobs WHERE devices.jobs.deviceId = 'device-01'"));
    expect(rows).toMatchObject([{ jobId: 'one' }, { jobId: 'two' }]);
    await expect(query('SELECT COUNT() AS n FROM devices.jobs').next()).rejects.toMatchObject({
      responseBody: expect.stringContaining('SELECT *') as string,
    });
    expect(await deviceJobs(hub, 'one', " AND devices.jobs.status = 'failed'")).toEqual([]);
  });
});
