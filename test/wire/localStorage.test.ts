import { execFileSync } from 'node:child_process';
import { BlobServiceClient } from '@azure/storage-blob';
import { expect, test } from 'vitest';
import { download, makeContainer, sasOf, upload } from '../support/containers.ts';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { createJob, ended, exportLines, importLines } from './transfers.ts';

test('devices go out to the local storage and come back, with its address as a client has it', async () => {
  await using hub = await LocalHub.start();
  await hub.registry().create({ deviceId: 'door-017' });
  const container = await makeContainer(storageOf(hub), 'exports');

  const [line] = await exportLines(hub, container);
  expect(line).toMatchObject({ id: 'door-017' });
  const { errors } = await importLines(hub, container, [{ ...line, id: 'door-018' }]);
  expect(errors).toEqual([]);
  expect((await hub.registry().get('door-018')).responseBody.deviceId).toBe('door-018');
});

test('a signature gives the rights that it says, and a wrong one none', async () => {
  await using hub = await LocalHub.start();
  const container = await makeContainer(storageOf(hub), 'guarded');

  const { body } = await createJob(hub, { type: 'export', outputBlobContainerUri: await sasOf(container, 'r') });
  expect(body.Message).toMatch(/BlobContainerValidationError;.*403/);
  const forged = (await sasOf(container)).replace(/sig=[^&]+/, 'sig=AAAA');
  expect((await createJob(hub, { type: 'export', outputBlobContainerUri: forged })).status).toBe(400);
});

test('address and key stay the same for a data folder, and so do the blobs', async () => {
  await using folder = await temporaryFolder();
  const before = await withHub(folder.path, async hub => {
    await upload(await makeContainer(storageOf(hub), 'kept'), 'note.txt', 'still here');
    return hub.ready.storage;
  });

  await withHub(folder.path, async hub => {
    expect(hub.ready.storage).toEqual(before);
    expect(await download(storageOf(hub).getContainerClient('kept'), 'note.txt')).toBe('still here');
  });
});

test('what the storage has answered to is there after kill -9 of all processes', async () => {
  await using folder = await temporaryFolder();
  const hub = await LocalHub.start({ data: folder.path });
  const container = await makeContainer(storageOf(hub), 'crashed');
  for (let index = 0; index < 5; index++) await upload(container, `blob-${index}`, `text ${index}`);
  for (const pid of childrenOf(hub.process.pid)) process.kill(pid, 'SIGKILL');
  await hub.end('SIGKILL');

  await withHub(folder.path, async again => {
    const found = storageOf(again).getContainerClient('crashed');
    for (let index = 0; index < 5; index++) expect(await download(found, `blob-${index}`)).toBe(`text ${index}`);
  });
});

test('the storage takes no process until somebody comes, and comes back when its process dies', async () => {
  await using hub = await LocalHub.start();
  expect(childrenOf(hub.process.pid)).toEqual([]);

  await makeContainer(storageOf(hub), 'first');
  const [pid] = childrenOf(hub.process.pid);
  process.kill(pid ?? 0, 'SIGKILL');
  await expect.poll(() => childrenOf(hub.process.pid)).not.toContain(pid);
  await makeContainer(storageOf(hub), 'second');
});

test('a hub with two jobs of storage in a row ends both', async () => {
  await using hub = await LocalHub.start();
  const uri = await sasOf(await makeContainer(storageOf(hub), 'twice'));
  for (let turn = 0; turn < 2; turn++) {
    const { body } = await createJob(hub, { type: 'export', outputBlobContainerUri: uri });
    expect(await ended(hub.registry(), body.jobId)).toMatchObject({ status: 'completed' });
  }
});

function storageOf({ ready, ca }: LocalHub): BlobServiceClient {
  // The client knows the option, but its types do not.
  const options: object = { tlsOptions: { ca } };
  return BlobServiceClient.fromConnectionString(ready.storage.connectionString, options);
}

async function withHub<T>(data: string, use: (hub: LocalHub) => Promise<T>): Promise<T> {
  await using hub = await LocalHub.start({ data });
  return await use(hub);
}

function childrenOf(pid: number | undefined): readonly number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' }).trim().split('\n');
  const processes = lines.map(line => line.trim().split(/\s+/).map(Number));
  return processes.flatMap(([parent, child = 0]) => (parent === pid ? [child] : []));
}
