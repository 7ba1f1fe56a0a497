import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ContainerEndpoint } from '../../src/azure/endpoint.ts';
import { ContainerFiles } from '../../src/azure/storage/containerFiles.ts';
import { StorageAccount } from '../../src/azure/storage/storageAccount.ts';
import { Secret } from '../../src/domain/secret.ts';
import { cancelJob } from '../../src/ui/commands/job/cancelJob.ts';
import { exportToFile } from '../../src/ui/commands/transfer/exportDevices.ts';
import { exportToContainer } from '../../src/ui/commands/transfer/exportToContainer.ts';
import { exportFailedLines } from '../../src/ui/commands/transfer/exportFailedLines.ts';
import { runImport } from '../../src/ui/commands/transfer/runImport.ts';
import type { TransferReport } from '../../src/ui/editors/transfer/transferReports.ts';
import { openImportFile } from '../../src/ui/prompts/askImportFile.ts';
import { JobWatch } from '../../src/ui/support/jobs/jobWatch.ts';
import type { Services } from '../../src/ui/support/services.ts';
import { blobSource } from '../../src/ui/support/transfer/blobSource.ts';
import { planImportOf } from '../../src/ui/support/transfer/imports.ts';
import { RecentImports } from '../../src/ui/support/transfer/recentImports.ts';
import { TransferJobSource } from '../../src/ui/support/transfer/transferJobSource.ts';
import { Waits } from '../../src/ui/support/hub/waits.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';
import { instead } from './instead.ts';
import { happens } from './jobWorld.ts';
import { QuickAnswers } from './quickAnswers.ts';

const { signal } = new AbortController();
const ignore = () => undefined;
const lines = ['{"id":"door-1"}', '{"id":"bad id"}', '{"id":"door-2","importMode":"update"}'];

suite('commands on imports and exports', () => {
  let world: HubWorld;
  let folder: string;
  let container: ContainerEndpoint;
  let services: Services;
  let jobWatch: JobWatch;
  const reports: TransferReport[] = [];
  const transferJobs = new TransferJobSource(async report => void reports.push(report));

  suiteSetup(async () => {
    world = await HubWorld.start();
    folder = await mkdtemp(join(tmpdir(), 'transfer-commands-'));
    await extensionUnderTest().activate();
    const { state } = world.localHub;
    assert.ok(state.kind === 'running');
    const account = new StorageAccount(state.storage);
    await account.create('devices');
    container = { ...(await account.addressOf('devices')), ca: state.storage.ca ?? '' };
    await new ContainerFiles(container).write('devices.txt', piece(`${lines.join('\n')}\n`));
    jobWatch = new JobWatch([transferJobs], world.hubs, world.log);
    const parts = {
      hubs: world.hubs,
      log: world.log,
      waits: new Waits(world.log),
      recentImports: new RecentImports(),
      transferReports: { show: async (report: TransferReport) => void reports.push(report) },
      transferJobs,
      jobWatch,
      hubTree: { nodeOf: ignore, refresh: ignore },
    };
    services = parts as unknown as Services;
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    jobWatch.dispose();
    services.waits.dispose();
    await world[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  test('a report on a file in a container leads to documents with its lines', async () => {
    const file = blobSource(container, 'devices.txt');
    await vscode.commands.executeCommand('iotHub.importDevices', { hub: world.hub, file, mode: 'createOrUpdate' });

    const report = vscode.window.activeTextEditor?.document;
    assert.ok(report);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', report.uri);
    const texts: string[] = [];
    for (const { target } of links) {
      assert.ok(target);
      texts.push((await vscode.workspace.openTextDocument(target)).getText());
    }
    assert.deepEqual(texts, [lines[2], lines[1]]);
  });

  test('lines that a job left out are written to a file of their own, which opens', async () => {
    using answers = new QuickAnswers();
    answers.button = 'Import by a Job…';
    const file = await openImportFile(blobSource(container, 'devices.txt'));
    assert.ok(file);
    await runImport.run(services, await planImportOf(world.hub, file, 'createOrUpdate', signal, ignore));

    const report = reports.at(-1);
    assert.match(report?.text ?? '', /Lines that were not imported, or not whole \(2\)/);
    assert.deepEqual(
      report?.actions.map(({ command }) => command),
      ['iotHub.exportFailedLines'],
    );
    const target = join(folder, 'failed.txt');
    using _where = instead('showSaveDialog', async () => vscode.Uri.file(target));
    await exportFailedLines.run(services);

    assert.equal(await readFile(target, 'utf8'), `${lines[1]}\n${lines[2]}\n`);
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, target);
  });

  test('no lines are written where none were left out', async () => {
    using answers = new QuickAnswers();
    const file = await openImportFile(blobSource(container, 'devices.txt'));
    assert.ok(file);
    const planned = await planImportOf(world.hub, file, 'createOrUpdate', signal, ignore);
    await exportFailedLines.run(services, { ...planned, failedLines: [] });

    assert.deepEqual(answers.told, ['No import of this window left lines out.']);
  });

  test('the result of an export to a file is opened, if a person wants that', async () => {
    using answers = new QuickAnswers();
    answers.button = 'Open Result';
    const target = join(folder, 'exported.txt');
    using _where = instead('showSaveDialog', async () => vscode.Uri.file(target));
    await exportToFile(services, world.hub, { keys: false, twins: true, modules: true });
    const result = await happens(vscode.window.onDidChangeActiveTextEditor, () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.fsPath === target ? document : undefined;
    });

    assert.match(answers.told.at(-1) ?? '', /^1 device was written to exported\.txt\.$/);
    assert.match(result.getText(), /^\{"id":"door-1"/);
  });

  test('the job of an export to a container is opened, if a person wants to see its result', async () => {
    using answers = new QuickAnswers();
    answers.button = 'Open Result';
    const exporting = exportToContainer.run(services, { hub: world.hub, container });
    await answers.pick(/^All devices are exported/, /Without keys/);
    await exporting;

    assert.match(answers.told.at(-1) ?? '', /^The devices are in devices\.txt in /);
    assert.match(reports.at(-1)?.text ?? '', /completed/);
  });

  test('an import by a job is cancelled, once a person agrees, and keeps what it has done', async () => {
    using answers = new QuickAnswers();
    const server = await endlessContainer();
    const { client } = await world.connect();
    const address = new Secret(`http://127.0.0.1:${(server.address() as AddressInfo).port}/endless?sig=x`);
    const { jobId } = await client.transferJobs.startImport({ container: address, blob: 'devices.txt' });
    await transferJobs.load(world.hub, signal);
    const job = jobWatch.list(world.hub).find(({ id }) => id === jobId);
    assert.deepEqual([job?.phase, job?.commands], ['running', ['cancel']]);
    assert.ok(job);

    await cancelJob.run(services, { hub: world.hub, job });
    assert.match(answers.told.at(-1) ?? '', /^Cancel the job on .*\? What was imported until now is kept\./);
    assert.equal((await client.transferJobs.get(jobId)).status, 'running');

    answers.button = 'Cancel Job';
    await cancelJob.run(services, { hub: world.hub, job });
    assert.equal((await client.transferJobs.get(jobId)).status, 'cancelled');
    const cancelled = jobWatch.list(world.hub).find(({ id }) => id === jobId);
    assert.deepEqual([cancelled?.state, cancelled?.phase, cancelled?.commands], ['cancelled', 'finished', []]);
    server.closeAllConnections();
    server.close();
  });
});

async function* piece(content: string): AsyncGenerator<string, void> {
  yield content;
}

/** A container whose file never comes to its end. */
async function endlessContainer(): Promise<Server> {
  const server = createServer((request, reply) => {
    reply.writeHead(request.method === 'PUT' ? 201 : 200, { etag: '"1"' });
    if (request.method === 'GET') reply.write('{"id":"early"}\n');
    else reply.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
