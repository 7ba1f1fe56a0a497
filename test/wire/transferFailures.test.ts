import { once } from 'node:events';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AddressInfo } from 'node:net';
import type { ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAzurite } from '../support/azurite.ts';
import { download, makeContainer, sasOf, upload } from '../support/containers.ts';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { countOf, createJob, deviceTotal, ended, importFile, importLines, type TransferJob } from './transfers.ts';

let azurite: Awaited<ReturnType<typeof startAzurite>>;
let count = 0;

beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite[Symbol.asyncDispose]());

test('lines that are none, and ids that come twice, are reported, and all others imported', async () => {
  await using hub = await LocalHub.start();
  const container = await newContainer();
  const { job, errors } = await importFile(
    hub,
    container,
    Buffer.concat([
      Buffer.from('{"id":"first","importMode":"create"}\n{"id":"first","importMode":"create"}\n'),
      Buffer.from('{"id":"latin","tags":{"x":"é"}}\n', 'latin1'),
      Buffer.from('{"id":"again"}\n{"id":"again","status":"disabled"}\n{"id":"last"}\n{"id":"broken","sta'),
    ]),
  );

  expect(job).toMatchObject({ status: 'completed' });
  expect(errors).toMatchObject([
    { errorCode: 400012, errorStatus: expect.stringContaining('not UTF-8') },
    { errorCode: 400012, errorStatus: expect.stringContaining('{"id":"broken","sta') },
    { id: 'first', errorCode: 409001 },
  ]);
  const { responseBody: devices } = await hub.registry().list();
  expect(devices.map(({ deviceId, status }) => [deviceId, status])).toEqual([
    ['again', 'disabled'],
    ['first', 'enabled'],
    ['last', 'enabled'],
  ]);
});

test(
  'a line of a gigabyte is refused as it streams by, and what comes after it is imported',
  { timeout: 180_000 },
  async () => {
    await using hub = await LocalHub.start();
    const after = '\n{"id":"after"}\n';
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    await using server = await serveBlob(1024 * megabyte.byteLength + after.length, function* () {
      for (let count = 0; count < 1024; count++) yield megabyte;
      yield Buffer.from(after);
    });
    const container = await newContainer();
    const { body } = await createJob(hub, {
      type: 'import',
      inputBlobContainerUri: server.containerUri,
      outputBlobContainerUri: await sasOf(container),
    });
    const job = await ended(hub.registry(), body.jobId);

    expect(job).toMatchObject({ status: 'completed' });
    expect(JSON.parse(await download(container, 'importErrors.log'))).toEqual({
      errorCode: 400012,
      errorStatus: expect.stringContaining('too long'),
    });
    expect((await hub.registry().get('after')).responseBody.deviceId).toBe('after');
  },
);

test('children come after their parents, wherever they stand in the file', async () => {
  await using hub = await LocalHub.start();
  const { errors } = await importLines(hub, await newContainer(), [
    { id: 'a-leaf', deviceScope: scope('b-lower') },
    { id: 'b-lower', capabilities: { iotEdge: true }, deviceScope: scope('b-lower'), parentScopes: [scope('c-upper')] },
    { id: 'c-upper', capabilities: { iotEdge: true }, deviceScope: scope('c-upper') },
    { id: 'orphan', deviceScope: scope('nobody') },
  ]);

  expect(errors).toMatchObject([{ id: 'orphan', errorCode: 404001 }]);
  const scopes = await Promise.all(['a-leaf', 'b-lower'].map(id => scopeOf(hub, id)));
  expect(scopes).toEqual([expect.stringMatching(/^ms-azure-iot-edge:\/\/b-lower-\d+$/), scopes[0]]);
});

test('a download that breaks off again and again fails the job with its reason', async () => {
  await using hub = await LocalHub.start();
  const server = createServer((request, reply) => {
    const goesOn = request.headers.range !== undefined;
    reply.writeHead(goesOn ? 206 : 200, { 'content-length': goesOn ? 985 : 1000, etag: '"1"' });
    if (request.method === 'HEAD') return reply.end();
    if (!goesOn) reply.write('{"id":"early"}\n');
    reply.flushHeaders();
    return reply.socket?.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { body } = await createJob(hub, {
    type: 'import',
    inputBlobContainerUri: `http://127.0.0.1:${port}/torn?sig=x`,
    outputBlobContainerUri: await sasOf(await newContainer()),
  });
  const job = await ended(hub.registry(), body.jobId);
  server.closeAllConnections();
  server.close();

  expect(job).toMatchObject({ status: 'failed', failureReason: expect.stringContaining('breaks off after') });
});

test('there is one job at a time; one that is cancelled makes room, and leaves no blob', async () => {
  await using hub = await LocalHub.start();
  const registry = hub.registry();
  const container = await newContainer();
  const uri = await sasOf(container);
  await upload(container, 'devices.txt', manyDevices());
  const { jobId } = (await registry.importDevicesFromBlob(uri, uri)) as unknown as TransferJob;
  const second = await createJob(hub, { type: 'export', outputBlobContainerUri: uri, outputBlobName: 'second.txt' });
  await registry.cancelJob(jobId);

  expect(second).toMatchObject({
    status: 403,
    body: { Message: expect.stringMatching(/^ErrorCode:JobQuotaExceeded;/) },
  });
  expect(await ended(registry, jobId)).toMatchObject({ status: 'cancelled', endTimeUtc: expect.any(String) });
  expect(await container.getBlobClient('importErrors.log').exists()).toBe(false);
  const third = await createJob(hub, { type: 'export', outputBlobContainerUri: uri, outputBlobName: 'third.txt' });
  expect(await ended(registry, third.body.jobId)).toMatchObject({ status: 'completed' });
});

test('after kill -9 in the middle the registry is whole, and the job has failed with its reason', async () => {
  await using folder = await temporaryFolder();
  const container = await newContainer();
  const jobId = await killDuringImport(folder.path, container);

  await using hub = await LocalHub.start({ data: folder.path });
  const registry = hub.registry();
  const job = await ended(registry, jobId);
  expect(job).toMatchObject({ status: 'failed', failureReason: expect.stringContaining('ended in the middle') });
  const total = await deviceTotal(hub);
  const counted = await countOf(hub, "SELECT COUNT() AS n FROM devices WHERE tags.site = 'a'");
  expect(counted).toEqual([{ n: total }]);
  expect(total).toBeGreaterThan(0);

  // The same file again makes it whole.
  const uri = await sasOf(container);
  const again = (await registry.importDevicesFromBlob(uri, uri)) as unknown as TransferJob;
  expect(await ended(registry, again.jobId)).toMatchObject({ status: 'completed' });
  expect(await deviceTotal(hub)).toBe(deviceCount);
});

test('a full disk ends the local hub with its sentence; with room again, the job has failed', async () => {
  await using folder = await temporaryFolder();
  const container = await newContainer();
  const uri = await sasOf(container);
  await upload(container, 'devices.txt', manyDevices());
  const hub = await LocalHub.start({ data: folder.path, mostFileKilobytes: 4096 });
  let said = '';
  hub.process.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exited = once(hub.process, 'exit');
  const { jobId } = (await hub.registry().importDevicesFromBlob(uri, uri)) as unknown as TransferJob;

  expect(await exited).toEqual([1, null]);
  expect(said).toMatch(/cannot be written: .*Make room, and start again/);
  await using again = await LocalHub.start({ data: folder.path });
  expect(await ended(again.registry(), jobId)).toMatchObject({ status: 'failed' });
  expect(await countOf(again, 'SELECT COUNT() AS n FROM devices')).toEqual([{ n: await deviceTotal(again) }]);
});

const deviceCount = 20_000;

function scope(id: string): string {
  return `ms-azure-iot-edge://${id}-1`;
}

function manyDevices(): string {
  return Array.from({ length: deviceCount }, (_, index) => `{"id":"d-${index}","tags":{"site":"a"}}`).join('\n');
}

/** Gives the id of the job that was killed. */
async function killDuringImport(data: string, container: ContainerClient): Promise<string> {
  const uri = await sasOf(container);
  await upload(container, 'devices.txt', manyDevices());
  const hub = await LocalHub.start({ data });
  const { jobId } = (await hub.registry().importDevicesFromBlob(uri, uri)) as unknown as TransferJob;
  while ((await deviceTotal(hub)) === 0);
  await hub.end('SIGKILL');
  return jobId;
}

async function scopeOf(hub: LocalHub, deviceId: string): Promise<unknown> {
  const { responseBody } = await hub.registry().get(deviceId);
  return 'deviceScope' in responseBody ? responseBody.deviceScope : undefined;
}

async function newContainer(): Promise<ContainerClient> {
  return makeContainer(azurite.client, `failures-${++count}`);
}

/** A container with one blob, which is made while it is read. */
async function serveBlob(length: number, chunks: () => Iterable<Buffer>) {
  const server = createServer((request, reply) => {
    reply.writeHead(200, { 'content-length': length, etag: '"1"' });
    if (request.method === 'HEAD') reply.end();
    else void pipeline(Readable.from(chunks(), { objectMode: false }), reply);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    containerUri: `http://127.0.0.1:${port}/large?sig=x`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
