import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import { type NewJob, isFinished } from '../../src/domain/jobs/job.ts';
import { isSameJob } from '../../src/domain/jobs/sameJob.ts';
import { markCondition, markPatch } from '../../src/domain/jobs/temporaryTag.ts';
import { LocalHub } from '../support/localHub.ts';
import { lockableDoor } from './jobs.ts';

const patch = { properties: { desired: { building: 43, floor: 3 } } };
const later = '2040-01-01T00:00:00.000Z';
const job = (jobId: string, change: Partial<NewJob> = {}): NewJob => ({
  jobId,
  action: { kind: 'twin', patch },
  queryCondition: '*',
  maxExecutionTimeInSeconds: 300,
  ...change,
});

let localHub: LocalHub;
let hub: HubClient;

beforeAll(async () => {
  localHub = await LocalHub.start({ args: ['--tier', 'S1'] });
  hub = clientOf(localHub);
});
afterAll(() => localHub.end());

describe('the jobs of a hub client', () => {
  test('call a method, whatever its payload, and tell what each device answered', async () => {
    await using door = await lockableDoor(localHub, 'door-1');
    await hub.createDevice('door-2');
    const call = { methodName: 'lockDoor', payload: 0, responseTimeoutInSeconds: 5, connectTimeoutInSeconds: 0 };
    const ordered = job('lock', {
      action: { kind: 'method', call },
      queryCondition: "STARTSWITH(deviceId, 'door-')",
    });

    const created = await hub.jobs.create(ordered);
    expect(created).toMatchObject({ jobId: 'lock', cloudToDeviceMethod: call });
    expect(isSameJob(created, ordered)).toBe(true);
    expect((await finished('lock')).deviceJobStatistics).toMatchObject({ deviceCount: 2, failedCount: 1 });
    expect(door.calls).toEqual([0]);

    const rows = await hub.jobs.deviceRows({ jobId: 'lock' }, { pageSize: 100 });
    expect(rows.items).toMatchObject([
      { deviceId: 'door-1', status: 'completed', methodResponse: { status: 200 } },
      { deviceId: 'door-2', status: 'failed', error: { code: 'DeviceNotOnline' } },
    ]);
    const failed = await hub.jobs.deviceRows({ jobId: 'lock', status: 'failed' }, { pageSize: 100 });
    expect(failed.items.map(({ deviceId }) => deviceId)).toEqual(['door-2']);
  });

  test('change twins whatever their etag, also of devices with a temporary tag', async () => {
    await hub.createDevice('marked');
    await hub.updateTwin({ deviceId: 'marked' }, markPatch('place'), '*');
    await hub.jobs.create(job('place', { queryCondition: markCondition('place') }));
    await finished('place');

    expect((await hub.getTwin('marked')).desired).toMatchObject({ building: 43, floor: 3 });
    expect((await hub.getTwin('door-1')).desired).not.toHaveProperty('building');
    await hub.updateTwin({ deviceId: 'marked' }, markPatch(null), '*');
    expect((await hub.getTwin('marked')).tags).toEqual({});
  });

  test('wait for their time, are listed by state and type in pages, and can be cancelled', async () => {
    for (const id of ['later-1', 'later-2']) await hub.jobs.create(job(id, { startTime: later }));
    await expect.poll(async () => (await hub.jobs.get('later-1')).status, { timeout: 60_000 }).toBe('scheduled');

    const selection = { type: 'scheduleUpdateTwin', status: 'scheduled' } as const;
    const first = await hub.jobs.list(selection, { pageSize: 1 });
    const second = await hub.jobs.list(selection, { pageSize: 1, after: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ jobId }) => jobId).toSorted()).toEqual(['later-1', 'later-2']);

    for (const id of ['later-1', 'later-2']) expect((await hub.jobs.cancel(id)).status).toBe('cancelled');
  });

  test('fail with what a person can act on', async () => {
    await expect(hub.jobs.get('nowhere')).rejects.toMatchObject({ reason: { kind: 'jobNotFound' } });
    await hub.jobs.create(job('taken', { startTime: later }));
    await expect(hub.jobs.create(job('taken', { startTime: later }))).rejects.toMatchObject({
      reason: { kind: 'jobExists', jobId: 'taken' },
    });
    await hub.jobs.cancel('taken');
  });

  test('are refused while as many run as the tier allows', async () => {
    const call = { methodName: 'lockDoor', responseTimeoutInSeconds: 5, connectTimeoutInSeconds: 300 };
    await hub.jobs.create(job('long', { action: { kind: 'method', call }, queryCondition: "deviceId = 'door-2'" }));

    await expect(hub.jobs.create(job('one-too-many'))).rejects.toMatchObject({ reason: { kind: 'tooManyJobs' } });
  });
});

async function finished(jobId: string) {
  await expect.poll(async () => isFinished((await hub.jobs.get(jobId)).status), { timeout: 60_000 }).toBe(true);
  return hub.jobs.get(jobId);
}

function clientOf(localHub: LocalHub): HubClient {
  const parsed = parseHubConnectionString(localHub.hub.connectionString);
  if (!isHubConnectionString(parsed)) throw new Error('The local hub printed no connection string.');
  return createHubClient(hubEndpoint(parsed, localHub.ca));
}
