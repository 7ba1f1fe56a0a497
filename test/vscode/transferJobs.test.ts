import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { MarkdownString } from 'vscode';
import type { ContainerEndpoint } from '../../src/azure/endpoint.ts';
import { ContainerFiles } from '../../src/azure/storage/containerFiles.ts';
import { StorageAccount } from '../../src/azure/storage/storageAccount.ts';
import { Secret } from '../../src/domain/secret.ts';
import { jobImportText } from '../../src/ui/editors/transfer/jobImportText.ts';
import type { TransferReport } from '../../src/ui/editors/transfer/transferReports.ts';
import { openImportFile } from '../../src/ui/prompts/askImportFile.ts';
import { blobSource } from '../../src/ui/support/transfer/blobSource.ts';
import { importByJob } from '../../src/ui/support/transfer/importByJob.ts';
import { planImportOf } from '../../src/ui/support/transfer/imports.ts';
import { TransferJobProgress } from '../../src/ui/support/transfer/transferJobProgress.ts';
import { TransferJobSource } from '../../src/ui/support/transfer/transferJobSource.ts';
import { CutLine } from '../support/cutLine.ts';
import { JobNode } from '../../src/ui/tree/jobs/jobNode.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';

const { signal } = new AbortController();
const ignore = () => undefined;
const watcher = { signal, hear: ignore, uploading: ignore };

suite('imports and exports by a job', () => {
  let world: HubWorld;
  const reports: TransferReport[] = [];
  let source: TransferJobSource;
  let container: ContainerEndpoint;

  suiteSetup(async () => {
    world = await HubWorld.start();
    await extensionUnderTest().activate();
    const { state } = world.localHub;
    assert.ok(state.kind === 'running');
    const account = new StorageAccount(state.storage);
    await account.create('devices');
    container = { ...(await account.addressOf('devices')), ca: state.storage.ca ?? '' };
    source = new TransferJobSource(async report => void reports.push(report));
  });
  suiteTeardown(async () => {
    await world[Symbol.asyncDispose]();
  });

  const write = (name: string, content: string) => new ContainerFiles(container).write(name, once(content));
  const planned = async (name: string) => {
    const file = await openImportFile(blobSource(container, name));
    assert.ok(file);
    return planImportOf(world.hub, file, 'createOrUpdate', signal, ignore);
  };

  test('a file in a container is compared with the hub, then imported where it is', async () => {
    await write('devices.txt', '{"id":"door-1"}\n{"id":"bad id"}\n{"id":"door-2","importMode":"update"}\n');
    const plan = await planned('devices.txt');
    assert.deepEqual([plan.run.counts.create, plan.run.counts.bad, plan.run.counts.refused], [1, 1, 1]);

    const { job, failed } = await importByJob(plan, container, watcher);

    assert.equal(job.status, 'completed');
    assert.deepEqual(
      failed.map(({ line, label }) => [line, label]),
      [
        [2, undefined],
        [3, 'door-2'],
      ],
    );
    const { client } = await world.connect();
    assert.equal((await client.getDevice('door-1')).deviceId, 'door-1');
  });

  test('a CSV file is written as a job reads it, and nothing of that is left', async () => {
    await write('doors.csv', 'id,tags.floor\ndoor-3,3\n');
    const { job } = await importByJob(await planned('doors.csv'), container, watcher);

    assert.equal(job.status, 'completed');
    const { client } = await world.connect();
    assert.deepEqual((await client.getTwin('door-3')).tags, { floor: 3 });
    assert.deepEqual(await new ContainerFiles(container).list(), ['devices.txt', 'doors.csv', 'importErrors.log']);
  });

  test('they stand among the jobs of the hub, newest state first known, and open as a report', async () => {
    const { client } = await world.connect();
    const started = await client.transferJobs.startExport(container.address, true);
    await source.load(world.hub, signal);
    while (source.list(world.hub).some(({ phase }) => phase !== 'finished')) await source.update(world.hub, signal);

    const listed = source.list(world.hub);
    assert.deepEqual(listed.map(({ name, state }) => `${name} ${state}`).toSorted(), [
      'Export of devices completed',
      'Import of devices completed',
      'Import of devices completed',
    ]);
    assert.ok((await text(new ContainerFiles(container).read('devices.txt'))).includes('"door-1"'));
    await source.open(world.hub, started.jobId);
    const shown = reports.at(-1)?.text ?? '';
    assert.match(shown, /^Type +export$/m);
    assert.match(shown, /^Status +completed$/m);
    assert.match(shown, /^Writes +https:\/\/localhost:\d+\/localhub\/devices\/devices\.txt$/m);
    assert.doesNotMatch(shown, /sig=/);
  });

  test('that are watched say how far they are, in devices too', () => {
    const progress = new TransferJobProgress(10_000);

    assert.equal(progress.words({ status: 'enqueued', progress: 0 }), 'queued by the hub');
    assert.match(progress.words({ status: 'running', progress: 42 }), /^running, 42 % · 4,200 of 10,000/);
    assert.equal(progress.words({ status: 'completed', progress: 100 }), 'completed');
  });

  test('of two lines of a device, the report names the one that was refused', async () => {
    await write('twice.txt', '{"id":"door-9","importMode":"create"}\n'.repeat(2));
    const { failed } = await importByJob(await planned('twice.txt'), container, watcher);
    await new ContainerFiles(container).delete('twice.txt');

    assert.deepEqual(
      failed.map(({ line, label }) => [line, label]),
      [[2, 'door-9']],
    );
  });

  test('an import whose storage goes in the middle tells why it failed, and what it could not delete', async () => {
    const devices = Array.from({ length: 2000 }, (_, index) => `torn-${index},${'x'.repeat(200)}`);
    await write('many.csv', `id,tags.note\n${devices.join('\n')}\n`);
    const plan = await planned('many.csv');
    await using line = await CutLine.open(Number(new URL(container.address.reveal()).port));
    line.cut({ direction: 'down', afterBytes: 200_000 });
    const address = new Secret(line.addressOf(container.address.reveal()));

    const done = await importByJob(plan, { ...container, address }, watcher);

    assert.equal(done.job.status, 'failed');
    const text = jobImportText('many.csv', 'contoso', done, 'failed');
    assert.match(text, /^"import-\S+\.txt" in https:\S+ cannot be reached: .*Look whether it runs/m);
    assert.match(text, /^What was imported until then is kept\. The same file, imported again, does the rest\.$/m);
    assert.match(text, /^\S+\/import-\S+\.txt, which was written for the job .* could not be deleted\. Delete it\.$/m);
    source.put(world.hub, done.job);
    const listed = source.list(world.hub).find(({ id }) => id === done.job.jobId) ?? assert.fail('It is not listed.');
    const { tooltip } = new JobNode(undefined, world.hub, listed).item();
    assert.ok(tooltip instanceof MarkdownString);
    assert.match(tooltip.value.replaceAll('&nbsp;', ' '), /failed\s+"import.+cannot be reached/);
  });
});

async function* once(content: string): AsyncGenerator<string, void> {
  yield content;
}
