import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerClient } from '@azure/storage-blob';
import { startAzurite } from '../support/azurite.ts';
import { download, makeContainer, sasOf } from '../support/containers.ts';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { methodJob, putJob } from './jobs.ts';
import { errorCodeOf, rawRequest } from './service.ts';
import { createJob, ended, exportLines, importLines, type TransferJob } from './transfers.ts';

let azurite: Awaited<ReturnType<typeof startAzurite>>;
let hub: LocalHub;
let count = 0;

beforeAll(async () => {
  [azurite, hub] = await Promise.all([startAzurite(), LocalHub.start()]);
}, 60_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await azurite[Symbol.asyncDispose]();
});

describe('an export', () => {
  test('writes devices, modules and twins, of which an import makes the same again', async () => {
    const container = await newContainer();
    const registry = hub.registry();
    await registry.create({ deviceId: 'whole', status: 'disabled', statusReason: 'in "repair"' });
    await registry.addModule({ deviceId: 'whole', moduleId: 'camera', managedBy: 'me' });
    await registry.updateTwin('whole', { tags: { floor: 3 }, properties: { desired: { every: { ms: 5 } } } }, '*');
    const { responseBody: before } = await registry.getTwin('whole');

    const lines = await exportLines(hub, container);
    const [device, module] = lines.filter(({ id }) => id === 'whole');
    expect(device).toMatchObject({
      id: 'whole',
      status: 'disabled',
      statusReason: 'in "repair"',
      authentication: { type: 'sas', symmetricKey: { primaryKey: expect.stringMatching(/=$/) } },
      twinETag: before.etag,
      tags: { floor: 3 },
      properties: { desired: { every: { ms: 5 }, $version: 2 }, reported: { $version: 1 } },
      capabilities: { iotEdge: false },
    });
    expect(module).toMatchObject({ id: 'whole', moduleId: 'camera', managedBy: 'me' });

    await registry.delete('whole');
    const { job, errors } = await importLines(hub, container, lines);
    expect(job).toMatchObject({ status: 'completed', progress: 100, type: 'import' });
    expect(errors).toEqual([]);
    const again = (await exportLines(hub, container)).find(({ id }) => id === 'whole');
    // Etags are the registry's own; all else is as it was, down to the metadata of the twin.
    const { eTag: _device, twinETag: _twin, ...rest } = again ?? {};
    expect(device).toMatchObject(rest);
  });

  test('of a hub that keeps its devices in a folder has all that it acknowledged, in the order of their names', async () => {
    await using folder = await temporaryFolder();
    await using kept = await LocalHub.start({ data: folder.path });
    const registry = kept.registry();
    const ids = Array.from({ length: 30 }, (_, index) => `kept-${String(index).padStart(2, '0')}`);
    await registry.addDevices(ids.map(deviceId => ({ deviceId })));
    await registry.updateTwin('kept-07', { tags: { floor: 3 } }, '*');

    const lines = await exportLines(kept, await newContainer(), { excludeKeys: true });
    expect(lines.map(({ id }) => id)).toEqual(ids);
    expect(lines[7]).toMatchObject({ tags: { floor: 3 }, authentication: { symmetricKey: { primaryKey: null } } });
  });

  test('leaves keys out on request, and names its blobs as asked', async () => {
    const container = await newContainer();
    await hub.registry().create({ deviceId: 'keyless' });
    const { body: job } = await createJob(hub, {
      type: 'export',
      outputBlobContainerUri: await sasOf(container),
      excludeKeysInExport: true,
      outputBlobName: 'backups/today.txt',
      includeConfigurations: true,
      configurationsBlobName: 'backups/rules.txt',
    });
    expect(job).toMatchObject({ excludeKeysInExport: true, outputBlobName: 'backups/today.txt' });
    expect(await ended(hub.registry(), job.jobId)).toMatchObject({ status: 'completed' });

    expect(await download(container, 'backups/today.txt')).toContain('"primaryKey":null');
    expect(await download(container, 'backups/rules.txt')).toBe('');
  });

  test('has the configurations on request, which an import brings to another hub', async () => {
    const container = await newContainer();
    const addresses = { inputBlobContainerUri: await sasOf(container), outputBlobContainerUri: await sasOf(container) };
    const rule = { id: 'slow', priority: 5, targetCondition: "tags.floor = '3'", schemaVersion: '1.0' };
    await hub.registry().addConfiguration({
      ...rule,
      content: { deviceContent: { 'properties.desired.interval': 60 } },
    });
    const exported = await createJob(hub, { type: 'export', includeConfigurations: true, ...addresses });
    expect(await ended(hub.registry(), exported.body.jobId)).toMatchObject({ status: 'completed' });

    await using other = await LocalHub.start();
    const imported = await createJob(other, { type: 'import', includeConfigurations: true, ...addresses });
    expect(await ended(other.registry(), imported.body.jobId)).toMatchObject({ status: 'completed' });
    expect(await download(container, 'importErrors.log')).toBe('');
    const { responseBody: there } = await other.registry().getConfiguration('slow');
    expect(there).toMatchObject({ ...rule, content: { deviceContent: { 'properties.desired.interval': 60 } } });
  });

  test('shows no signature in its job', async () => {
    const container = await newContainer();
    const { body: job } = await createJob(hub, { type: 'export', outputBlobContainerUri: await sasOf(container) });
    await ended(hub.registry(), job.jobId);

    expect((await rawRequest(hub, '/jobs?api-version=2021-04-12')).text).not.toContain('sig=');
    expect(job.outputBlobContainerUri).toBe(container.url);
  });
});

describe('a job', () => {
  test('is unknown to version 2 of jobs, where its id is taken', async () => {
    const container = await newContainer();
    const { jobId } = (await hub
      .registry()
      .exportDevicesToBlob(await sasOf(container), true)) as unknown as TransferJob;

    expect((await hub.jobClient().getJob(jobId)).jobStatus).toEqual({ jobId, type: 'unknown', status: 'unknown' });
    expect(errorCodeOf(await putJob(hub, jobId, methodJob('*')))).toBe('JobAlreadyExists');
    await ended(hub.registry(), jobId);
  });

  test('is listed, and is not found once its id is another', async () => {
    const container = await newContainer();
    const registry = hub.registry();
    const { jobId } = (await registry.exportDevicesToBlob(await sasOf(container), true)) as unknown as TransferJob;
    await ended(registry, jobId);

    expect((await registry.listJobs()).responseBody).toContainEqual(
      expect.objectContaining({ jobId, status: 'completed' }),
    );
    const answer = await rawRequest(hub, '/jobs/another?api-version=2021-04-12');
    expect([answer.status, errorCodeOf(answer)]).toEqual([404, 'JobNotFound']);
  });

  test.each([
    ['does not let itself be written', 'rl', 400],
    ['does not let blobs be deleted', 'rw', 400],
    ['lets itself be read, written and emptied', 'rwdl', 200],
  ])('is refused at once unless it can use its container: one that %s', async (_what, rights, expected) => {
    const container = await newContainer();
    const { status, body } = await createJob(hub, {
      type: 'export',
      outputBlobContainerUri: await sasOf(container, rights),
    });

    expect(status).toBe(expected);
    if (status === 200) await ended(hub.registry(), body.jobId);
    else expect(body.Message).toMatch(/^ErrorCode:BlobContainerValidationError;.*403.*rights/);
  });

  test('of an import needs its file, and one of a container that nobody serves is refused', async () => {
    const uri = await sasOf(await newContainer());
    const missing = await createJob(hub, { type: 'import', inputBlobContainerUri: uri, outputBlobContainerUri: uri });
    expect(missing.body.Message).toMatch(/BlobContainerValidationError;"devices.txt" in .* answers 404/);

    const nobody = await createJob(hub, {
      type: 'export',
      outputBlobContainerUri: 'http://127.0.0.1:9/a/b?sig=secret',
    });
    expect(nobody.body.Message).toMatch(/BlobContainerValidationError;.*cannot be reached/);
    expect(nobody.body.Message).not.toContain('secret');
  });

  test('takes the fields of an identity that it does not need', async () => {
    const { status, body } = await createJob(hub, {
      type: 'export',
      outputBlobContainerUri: await sasOf(await newContainer()),
      storageAuthenticationType: 'IdentityBased',
      identity: { userAssignedIdentity: '/subscriptions/…/me' },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ storageAuthenticationType: 'identityBased' });
    await ended(hub.registry(), body.jobId);
  });
});

async function newContainer(): Promise<ContainerClient> {
  return makeContainer(azurite.client, `container-${++count}`);
}
