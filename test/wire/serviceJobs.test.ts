import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub } from '../support/localHub.ts';
import { deviceJobs, jobOf, lockableDoor, methodJob, putJob, twinJob, untilJobIs } from './jobs.ts';
import { connectDevice, errorCodeOf } from './service.ts';

let hub: LocalHub;
beforeAll(async () => {
  hub = await LocalHub.start();
});
afterAll(() => hub.end());

const inOneHour = () => new Date(Date.now() + 3_600_000);

describe('a method job of azure-iothub JobClient', () => {
  test('calls the method on each device that its condition names, and keeps what each answered', async () => {
    await using first = await lockableDoor(hub, 'door-1');
    await using second = await lockableDoor(hub, 'door-2');
    await using other = await lockableDoor(hub, 'window-1');
    const method = { methodName: 'lockDoor', payload: { lockTime: '10m' }, responseTimeoutInSeconds: 30 };

    const { jobStatus: created } = await hub
      .jobClient()
      .scheduleDeviceMethod('lock', "STARTSWITH(deviceId, 'door-')", method, new Date(), 300);

    expect(created).toMatchObject({ jobId: 'lock', type: 'scheduleDeviceMethod', status: 'queued' });
    expect(await untilJobIs(hub, 'lock', 'completed')).toMatchObject({
      queryCondition: "STARTSWITH(deviceId, 'door-')",
      maxExecutionTimeInSeconds: 300,
      cloudToDeviceMethod: method,
      deviceJobStatistics: { deviceCount: 2, succeededCount: 2, failedCount: 0, runningCount: 0, pendingCount: 0 },
    });
    expect([first.calls, second.calls, other.calls]).toEqual([[{ lockTime: '10m' }], [{ lockTime: '10m' }], []]);
    expect(await deviceJobs(hub, 'lock')).toMatchObject([
      { deviceId: 'door-1', jobId: 'lock', jobType: 'scheduleDeviceMethod', status: 'completed' },
      { deviceId: 'door-2', outcome: { deviceMethodResponse: { status: 200, payload: { locked: 'door-2' } } } },
    ]);
  });

  test('ends for offline devices with DeviceNotOnline, for silent ones with GatewayTimeout, and is completed', async () => {
    await hub.createDevice('gone-1');
    await using silent = await lockableDoor(hub, 'gone-2');
    silent.device.client.onDeviceMethod('sleep', () => undefined);
    const cloudToDeviceMethod = { methodName: 'sleep', responseTimeoutInSeconds: 5, connectTimeoutInSeconds: 1 };

    await putJob(hub, 'sleepers', methodJob("STARTSWITH(deviceId, 'gone-')", { cloudToDeviceMethod }));

    expect(await untilJobIs(hub, 'sleepers', 'completed')).toMatchObject({
      deviceJobStatistics: { deviceCount: 2, failedCount: 2, succeededCount: 0 },
    });
    expect(await deviceJobs(hub, 'sleepers', " AND devices.jobs.status = 'failed'")).toMatchObject([
      {
        deviceId: 'gone-1',
        outcome: { deviceMethodResponse: null },
        error: { code: 'DeviceNotOnline', description: 'Timed out waiting for device to connect.' },
      },
      {
        deviceId: 'gone-2',
        error: { code: 'GatewayTimeout', description: 'Timed out waiting for the response from device.' },
      },
    ]);
  });

  test('waits for a device that connects in time, and is running meanwhile', async () => {
    const connectionString = await hub.createDevice('late');
    const cloudToDeviceMethod = { methodName: 'lockDoor', connectTimeoutInSeconds: 300 };
    await putJob(hub, 'wait', methodJob("deviceId = 'late'", { cloudToDeviceMethod }));

    const running = await untilJobIs(hub, 'wait', 'running');
    expect(running.deviceJobStatistics).toMatchObject({ deviceCount: 1, runningCount: 1 });
    expect(await deviceJobs(hub, 'wait')).toMatchObject([{ deviceId: 'late', status: 'running' }]);
    const device = await connectDevice(hub, connectionString);
    device.onDeviceMethod('lockDoor', (_, response) => void response.send(200, 0));

    await untilJobIs(hub, 'wait', 'completed');
    expect(await deviceJobs(hub, 'wait')).toMatchObject([{ outcome: { deviceMethodResponse: { payload: 0 } } }]);
    await device.close();
  });

  test('ends when it has run as long as it may, whatever its devices do', async () => {
    await hub.createDevice('never');
    const cloudToDeviceMethod = { methodName: 'lockDoor', connectTimeoutInSeconds: 300 };

    await putJob(hub, 'short', methodJob("deviceId = 'never'", { cloudToDeviceMethod, maxExecutionTimeInSeconds: 1 }));

    await untilJobIs(hub, 'short', 'completed');
    expect(await deviceJobs(hub, 'short')).toMatchObject([{ status: 'failed', error: { code: 'DeviceNotOnline' } }]);
  });

  test('is about modules if its condition says so', async () => {
    await hub.createDevice('gateway');
    await hub.registry().addModule({ deviceId: 'gateway', moduleId: 'camera' });

    await putJob(hub, 'modules', methodJob("FROM devices.modules WHERE moduleId = 'camera'"));

    await untilJobIs(hub, 'modules', 'completed');
    expect(await deviceJobs(hub, 'modules')).toMatchObject([
      { deviceId: 'gateway', moduleId: 'camera', status: 'failed', error: { code: 'DeviceNotOnline' } },
    ]);
  });
});

describe('a twin job', () => {
  test('changes the twins of connected and of offline devices', async () => {
    const device = await connectDevice(hub, await hub.createDevice('lamp-1'));
    const offline = await hub.createDevice('lamp-2');
    const twin = await device.getTwin();
    const told = new Promise(resolve => {
      twin.on('properties.desired.floor', resolve);
    });
    const patch = { etag: '*', tags: { site: 'north' }, properties: { desired: { building: 43, floor: 3 } } };

    await hub
      .jobClient()
      .scheduleTwinUpdate('lamps', "deviceId IN ['lamp-1', 'lamp-2']", patch, new Date(Date.now() - 5000), 60);

    expect(await told).toBe(3);
    expect(await untilJobIs(hub, 'lamps', 'completed')).toMatchObject({
      type: 'scheduleUpdateTwin',
      updateTwin: patch,
      deviceJobStatistics: { deviceCount: 2, succeededCount: 2 },
    });
    expect((await hub.registry().getTwin('lamp-2')).responseBody).toMatchObject({
      tags: { site: 'north' },
      properties: { desired: { building: 43, floor: 3 } },
    });
    expect(await deviceJobs(hub, 'lamps')).toMatchObject([
      { deviceId: 'lamp-1', jobType: 'scheduleUpdateTwin', status: 'completed' },
      { deviceId: 'lamp-2', status: 'completed', outcome: { deviceMethodResponse: null } },
    ]);
    const returned = await connectDevice(hub, offline);
    expect((await returned.getTwin()).properties.desired).toMatchObject({ building: 43, floor: 3 });
    await returned.close();
    await device.close();
  });

  test('with * as its condition is about all devices', async () => {
    await using other = await LocalHub.start();
    await other.registry().addDevices(Array.from({ length: 20 }, (_, index) => ({ deviceId: `device-${index}` })));

    await putJob(other, 'all', twinJob('*'));

    const { deviceJobStatistics } = await untilJobIs(other, 'all', 'completed');
    expect(deviceJobStatistics).toMatchObject({ deviceCount: 20, succeededCount: 20 });
    expect((await other.registry().getTwin('device-19')).responseBody.tags).toEqual({ touched: true });
  });

  test('fails for the devices whose turn does not come in time', async () => {
    await using small = await LocalHub.start({ args: ['--tier', 'S1'] });
    await small.registry().addDevices(Array.from({ length: 50 }, (_, index) => ({ deviceId: `device-${index}` })));

    await putJob(small, 'late', twinJob('*', { maxExecutionTimeInSeconds: 1 }));

    const { deviceJobStatistics } = await untilJobIs(small, 'late', 'completed');
    expect(deviceJobStatistics['failedCount']).toBeGreaterThan(0);
    const [row] = await deviceJobs(small, 'late', " AND devices.jobs.status = 'failed'");
    expect(row?.error).toEqual({
      code: 'JobRunPreconditionFailed',
      description:
        'The job did not start within specified period: either device did not come online or invalid endTime specified.',
    });
  });
});

describe('a job for later', () => {
  test('runs when its time has come', async () => {
    await hub.createDevice('sleeper');
    const startTime = new Date(Date.now() + 1000).toISOString();

    await putJob(hub, 'later', twinJob("deviceId = 'sleeper'", { startTime }));

    expect(await untilJobIs(hub, 'later', 'completed')).toMatchObject({ startTime });
    const [row] = await deviceJobs(hub, 'later');
    expect(Date.parse(row?.startTimeUtc ?? '')).toBeGreaterThanOrEqual(Date.parse(startTime));
  });

  test('is scheduled until then, and can be cancelled', async () => {
    await putJob(hub, 'off', twinJob('*', { startTime: inOneHour() }));
    await untilJobIs(hub, 'off', 'scheduled');

    const { jobStatus } = await hub.jobClient().cancelJob('off');

    expect(jobStatus).toMatchObject({ jobId: 'off', status: 'cancelled' });
    expect(await jobOf(hub, 'off')).toMatchObject({ status: 'cancelled', endTime: expect.any(String) as string });
  });
});

test('a job that runs, or has ended, cannot be cancelled, and takes no more devices in', async () => {
  const connectionString = await hub.createDevice('busy-1');
  const cloudToDeviceMethod = { methodName: 'lockDoor', connectTimeoutInSeconds: 300 };
  const refused = { responseBody: expect.stringContaining('ErrorCode:JobRunPreconditionFailed;') as string };
  await putJob(hub, 'busy', methodJob("STARTSWITH(deviceId, 'busy-')", { cloudToDeviceMethod }));

  await untilJobIs(hub, 'busy', 'running');
  await expect(hub.jobClient().cancelJob('busy')).rejects.toMatchObject(refused);
  await hub.createDevice('busy-2');
  const device = await connectDevice(hub, connectionString);
  device.onDeviceMethod('lockDoor', (_, response) => void response.send(200));

  expect((await untilJobIs(hub, 'busy', 'completed')).deviceJobStatistics).toMatchObject({ deviceCount: 1 });
  await expect(hub.jobClient().cancelJob('busy')).rejects.toMatchObject(refused);
  await device.close();
});

test('a job whose condition cannot be read fails when it starts, in the words of the service', async () => {
  const created = await putJob(hub, 'selected', methodJob('SELECT * FROM devices'));

  expect(created.status).toBe(200);
  const { failureReason, deviceJobStatistics } = await untilJobIs(hub, 'selected', 'failed');
  expect(failureReason).toMatch(
    /^SQL query parse failed due to following errors: \n\tLine 1:29 Unexpected character at input 'SELECT'/,
  );
  expect(deviceJobStatistics).toMatchObject({ deviceCount: 0 });
});

test('a job without devices is completed at once', async () => {
  await putJob(hub, 'nobody', methodJob("deviceId = 'nobody'"));

  expect((await untilJobIs(hub, 'nobody', 'completed')).deviceJobStatistics).toMatchObject({ deviceCount: 0 });
});

describe('what is no job is refused:', () => {
  test.each([
    ['an id with a space', 'a job', methodJob('*'), 'ArgumentInvalid'],
    ['an id with an underscore', 'a_job', methodJob('*'), 'ArgumentInvalid'],
    ['an id of 65 characters', 'j'.repeat(65), methodJob('*'), 'ArgumentInvalid'],
    ['another id in the body', 'mine', methodJob('*', { jobId: 'yours' }), 'ArgumentInvalid'],
    ['no condition', 'job', methodJob(''), 'ArgumentInvalid'],
    ['another type', 'job', methodJob('*', { type: 'scheduleTwinUpdate' }), 'ArgumentInvalid'],
    ['no method', 'job', methodJob('*', { cloudToDeviceMethod: null }), 'ArgumentInvalid'],
    ['a start that is no time', 'job', methodJob('*', { startTime: 'tomorrow' }), 'ArgumentInvalid'],
    ['a start that is null', 'job', methodJob('*', { startTime: null }), 'ArgumentInvalid'],
    ['no time to run', 'job', methodJob('*', { maxExecutionTimeInSeconds: 0 }), 'ArgumentInvalid'],
    [
      'a payload of 200 KB',
      'job',
      methodJob('*', { cloudToDeviceMethod: { methodName: 'a', payload: 'x'.repeat(200 * 1024) } }),
      'MessageTooLarge',
    ],
    ['a twin without an etag', 'job', twinJob('*', { updateTwin: { tags: {} } }), 'ArgumentInvalid'],
    ['a twin with an etag', 'job', twinJob('*', { updateTwin: { etag: 'AAAAAAAAAAE=' } }), 'PreconditionFailed'],
    ['a tag that cannot be', 'job', twinJob('*', { updateTwin: { etag: '*', tags: { 'a.b': 1 } } }), 'ArgumentInvalid'],
    [
      'a condition of 8,193 characters, with words about an etag',
      'job',
      methodJob(`deviceId = '${'d'.repeat(8180)}'`),
      'PreconditionFailed',
    ],
  ])('%s', async (_, jobId, body, code) => {
    const answer = await putJob(hub, jobId, body);

    expect(errorCodeOf(answer)).toBe(code);
    expect(answer.status).toBe({ ArgumentInvalid: 400, PreconditionFailed: 412, MessageTooLarge: 413 }[code]);
  });

  test('a start that the official client leaves out where it has no callback', async () => {
    await expect(
      hub.jobClient().scheduleDeviceMethod('no-start', '*', { methodName: 'lockDoor' }),
    ).rejects.toMatchObject({ responseBody: expect.stringContaining('ArgumentInvalid') as string });
  });

  test('an id that was used before', async () => {
    await putJob(hub, 'twice', methodJob("deviceId = 'nobody'"));
    const answer = await putJob(hub, 'twice', methodJob("deviceId = 'nobody'"));

    expect([answer.status, errorCodeOf(answer)]).toEqual([409, 'JobAlreadyExists']);
  });

  test('an id that nobody used', async () => {
    const client = hub.jobClient();
    const notFound = { responseBody: expect.stringContaining('ErrorCode:JobNotFound;') as string };

    await expect(client.getJob('unknown-job')).rejects.toMatchObject(notFound);
    await expect(client.cancelJob('unknown-job')).rejects.toMatchObject(notFound);
  });
});
