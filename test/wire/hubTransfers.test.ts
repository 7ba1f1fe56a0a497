import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAzurite } from '../support/azurite.ts';
import { download, makeContainer, sasOf } from '../support/containers.ts';
import { LocalHub } from '../support/localHub.ts';
import { collect, managementClient } from './management.ts';

let local: LocalHub;
let storage: Awaited<ReturnType<typeof startAzurite>>;

beforeAll(async () => {
  local = await LocalHub.start();
  storage = await startAzurite();
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
  await storage[Symbol.asyncDispose]();
});

/** Waits until the job has ended, however. */
async function ended(jobId: string) {
  const { iotHubResource } = managementClient(local);
  for (;;) {
    const job = await iotHubResource.getJob('local', 'local', jobId);
    if (job.status !== 'enqueued' && job.status !== 'running') return job;
  }
}

test('devices are exported, deleted and imported again by jobs, which are listed', async () => {
  const { iotHubResource } = managementClient(local);
  const container = await makeContainer(storage.client, 'devices');
  const uri = await sasOf(container);
  await local.registry().create({ deviceId: 'door' });

  const begun = await iotHubResource.exportDevices('local', 'local', {
    exportBlobContainerUri: uri,
    excludeKeys: false,
  });
  expect(begun).toMatchObject({ type: 'export', jobId: expect.any(String), startTimeUtc: expect.any(Date) });
  const exported = await ended(begun.jobId ?? '');
  expect(exported).toMatchObject({ type: 'export', status: 'completed', endTimeUtc: expect.any(Date) });
  expect(JSON.parse(await download(container, 'devices.txt'))).toMatchObject({ id: 'door' });

  await local.registry().delete('door');
  const imported = await iotHubResource.importDevices('local', 'local', {
    inputBlobContainerUri: uri,
    outputBlobContainerUri: uri,
  });
  expect(await ended(imported.jobId ?? '')).toMatchObject({ type: 'import', status: 'completed' });
  expect((await local.registry().get('door')).responseBody.deviceId).toBe('door');

  const jobs = await collect(iotHubResource.listJobs('local', 'local'));
  expect(jobs.map(({ type, status }) => [type, status])).toEqual([
    ['import', 'completed'],
    ['export', 'completed'],
  ]);
});

test('a container that cannot be written is told before a job is made', async () => {
  const { iotHubResource } = managementClient(local);
  const missing = storage.client.getContainerClient('missing');

  await expect(
    iotHubResource.exportDevices('local', 'local', { exportBlobContainerUri: await sasOf(missing), excludeKeys: true }),
  ).rejects.toMatchObject({ statusCode: 400, code: 'BlobContainerValidationError' });
  await expect(iotHubResource.getJob('local', 'local', 'none')).rejects.toMatchObject({ statusCode: 404 });
});
