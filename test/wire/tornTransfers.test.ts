import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAzurite } from '../support/azurite.ts';
import { download, makeContainer, sasOf, upload } from '../support/containers.ts';
import { CutLine } from '../support/cutLine.ts';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { countOf, createJob, deviceTotal, ended, importFile, type TransferJob } from './transfers.ts';

/** Several blocks of 4 MB as an export writes them, and several batches as an import reads them. */
const deviceCount = 6000;
const note = 'x'.repeat(1000);
const file = Array.from({ length: deviceCount }, (_, index) => device(index)).join('\n');
const exported = 'exported.txt';
const unreachable =
  /^"(?:devices|exported)\.txt" in http:\S+ cannot be reached: .+\. Look whether it runs, and at its address\.$/;

/** They wait for what is tried again, on a machine that does other things too. */
const patient = { timeout: 180_000 };

let azurite: Awaited<ReturnType<typeof startAzurite>>;
let line: CutLine;
let count = 0;

beforeAll(async () => {
  azurite = await startAzurite();
  line = await CutLine.open(Number(new URL(azurite.client.url).port));
});
afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await azurite[Symbol.asyncDispose]();
});

test(
  'an export whose storage goes in the middle of a block has failed with its reason, and leaves no file',
  patient,
  async () => {
    await using hub = await LocalHub.start();
    const container = await filled(hub);
    line.cut({ direction: 'up', afterBytes: 5_000_000 });
    const job = await exportOver(hub, container);

    expect(job).toMatchObject({ status: 'failed', failureReason: expect.stringMatching(unreachable) });
    expect(job.failureReason).not.toContain('sig=');
    expect(await container.getBlobClient(exported).exists()).toBe(false);
    expect(await deviceTotal(hub)).toBe(deviceCount);

    // With the storage back, the same export is whole.
    line.mend();
    expect(await exportOver(hub, container)).toMatchObject({ status: 'completed', progress: 100 });
    expect(await linesIn(container)).toBe(deviceCount);
  },
);

test(
  'an import whose storage goes in the middle of the file has failed with its reason, and no device is half there',
  patient,
  async () => {
    await using folder = await temporaryFolder();
    const container = await newContainer();
    {
      await using hub = await LocalHub.start({ data: folder.path });
      await upload(container, 'devices.txt', file);
      line.cut({ direction: 'down', afterBytes: 3_000_000 });
      const job = await importOver(hub, container);

      expect(job).toMatchObject({ status: 'failed', failureReason: expect.stringMatching(unreachable) });
      await expectWhole(hub);
    }
    line.mend();

    // Also for the process after it; and the same file again makes it complete.
    await using hub = await LocalHub.start({ data: folder.path });
    await expectWhole(hub);
    expect(await importOver(hub, container)).toMatchObject({ status: 'completed' });
    expect(await deviceTotal(hub)).toBe(deviceCount);
  },
);

test('connections that are cut once, on the way out or in, cost neither lines nor devices', patient, async () => {
  await using hub = await LocalHub.start();
  const container = await filled(hub);
  line.cut({ direction: 'up', afterBytes: 5_000_000, comesBack: true });
  const out = await exportOver(hub, container);

  expect([out.status, line.wasCut, await linesIn(container)]).toEqual(['completed', true, deviceCount]);

  await using other = await LocalHub.start();
  line.cut({ direction: 'down', afterBytes: 3_000_000, comesBack: true });
  const back = await importOver(other, container);

  expect([back.status, line.wasCut, await deviceTotal(other)]).toEqual(['completed', true, deviceCount]);
});

test('an answer that is cut in its middle is told in a sentence, whatever it was about', patient, async () => {
  await using hub = await LocalHub.start();
  await using refusing = await serveHalf(503);
  const output = await sasOf(await newContainer());
  const { status, body } = await createJob(hub, { type: 'export', outputBlobContainerUri: refusing.containerUri });

  expect([status, body.Message]).toEqual([400, expect.stringContaining('answers 503')]);

  await using torn = await serveHalf(200);
  const { body: started } = await createJob(hub, {
    type: 'import',
    inputBlobContainerUri: torn.containerUri,
    inputBlobName: 'empty.txt',
    outputBlobContainerUri: output,
    includeConfigurations: true,
  });
  const { failureReason } = await ended(hub.registry(), started.jobId);

  expect(failureReason).toMatch(/^"configurations\.txt" in http:\S+ breaks off: .+\. Start the job again\.$/);
});

function device(index: number): string {
  return JSON.stringify({ id: `d-${index}`, tags: { site: 'a' }, properties: { desired: { number: index, note } } });
}

async function newContainer(): Promise<ContainerClient> {
  return makeContainer(azurite.client, `torn-${++count}`);
}

/** Imports all devices, and gives the container that has them. */
async function filled(hub: LocalHub): Promise<ContainerClient> {
  const container = await newContainer();
  const { job } = await importFile(hub, container, file);
  expect(job.status).toBe('completed');
  return container;
}

async function exportOver(hub: LocalHub, container: ContainerClient): Promise<TransferJob> {
  const uri = line.addressOf(await sasOf(container));
  const { body } = await createJob(hub, { type: 'export', outputBlobContainerUri: uri, outputBlobName: exported });
  return ended(hub.registry(), body.jobId);
}

async function importOver(hub: LocalHub, container: ContainerClient): Promise<TransferJob> {
  const uri = line.addressOf(await sasOf(container));
  const { body } = await createJob(hub, { type: 'import', inputBlobContainerUri: uri, outputBlobContainerUri: uri });
  return ended(hub.registry(), body.jobId);
}

async function linesIn(container: ContainerClient): Promise<number> {
  return (await download(container, exported)).trim().split('\n').length;
}

/** A container in which devices are an empty file, and all else breaks off after its first byte. */
async function serveHalf(status: number) {
  const server = createServer(({ url = '', method }, reply) => {
    if (url.includes('empty.txt')) return reply.writeHead(200, { 'content-length': 0 }).end();
    reply.writeHead(status, { 'content-length': 1000 });
    if (method === 'HEAD') return reply.end();
    reply.write('{');
    return reply.socket?.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    containerUri: `http://127.0.0.1:${port}/half?sig=x`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Some devices are there, not all, and each of them has its twin. */
async function expectWhole(hub: LocalHub): Promise<void> {
  const total = await deviceTotal(hub);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan(deviceCount);
  const whole = "SELECT COUNT() AS n FROM devices WHERE tags.site = 'a' AND is_number(properties.desired.number)";
  expect(await countOf(hub, whole)).toEqual([{ n: total }]);
}
