import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub } from '../support/localHub.ts';
import { deviceJobs, lockableDoor, methodJob, putJob, untilJobIs } from './jobs.ts';

let hub: LocalHub;
beforeAll(async () => {
  hub = await LocalHub.start();
});
afterAll(() => hub.end());

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
    const rows = await deviceJobs(hub, 'lock');
    expect(rows).toMatchObject([
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
});
