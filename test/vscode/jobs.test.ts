import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { JobSource, ListedJob } from '../../src/ui/support/jobs/jobSource.ts';
import { showJobStatus } from '../../src/ui/support/jobs/jobStatus.ts';
import { performOnScheduledJob } from '../../src/ui/support/jobs/scheduledJobActions.ts';
import { ScheduledShownJob } from '../../src/ui/support/jobs/scheduledShownJob.ts';
import { JobHubNode } from '../../src/ui/tree/jobs/jobHubNode.ts';
import { JobNode } from '../../src/ui/tree/jobs/jobNode.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';
import { JobWorld, newJob } from './jobWorld.ts';
import { QuickAnswers } from './quickAnswers.ts';
import { settles } from './settles.ts';

suite('jobs', () => {
  let world: HubWorld;
  let jobs: JobWorld;
  const { signal } = new AbortController();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();

  suiteSetup(async () => {
    world = await HubWorld.start();
    jobs = new JobWorld(world);
    await world.connectDevice('door-017', 'lockDoor');
    const { client } = await world.connect();
    await client.createDevice('door-018');
    await client.createModule({ deviceId: 'door-018', moduleId: 'camera' });
  });
  suiteTeardown(async () => {
    jobs.dispose();
    await world[Symbol.asyncDispose]();
  });

  const node = () => new JobHubNode(world.hub, jobs.watch, world.log, () => false);
  const shown = (jobId: string) => {
    const source = jobs.watch.sourceOf({ kind: 'scheduled' });
    return new ScheduledShownJob(world.hub, jobId, jobs.jobs, source);
  };

  test('that no hub has are said not to be there', async () => {
    const [message] = await node().children(signal);

    assert.equal(message?.item().label, 'No job has run on this hub yet.');
  });

  test('run while somebody looks on, to the last device, which was offline', async () => {
    const { client } = await world.connect();
    await jobs.watch.load(world.hub, signal);
    jobs.jobs.put(world.hub, await client.jobs.create(newJob('lock-all')));
    using _looking = disposable(jobs.watch.follow());
    const ended = await jobs.until('lock-all', ({ phase }) => phase === 'finished');

    assert.deepEqual([ended.name, ended.state, ended.troubled], ['lockDoor', 'completed: 1 done, 1 failed', true]);
    assert.deepEqual(jobs.watch.running, []);
    const item = new JobNode(undefined, world.hub, ended).item();
    assert.equal(item.accessibilityInformation?.label, 'Job lockDoor, completed: 1 done, 1 failed · all devices');
    assert.equal(item.command?.command, 'iotHub.openJob');
  });

  test('show each device with its answer or its error, by outcome', async () => {
    const all = await shown('lock-all').rows(undefined, undefined, signal);
    assert.deepEqual(
      new Map(all.items.map(({ deviceId, status }) => [deviceId, status])),
      new Map([
        ['door-017', 'completed'],
        ['door-018', 'failed'],
      ]),
    );
    const failed = await shown('lock-all').rows('failed', undefined, signal);
    assert.deepEqual(
      failed.items.map(({ deviceId, error }) => [deviceId, error?.code]),
      [['door-018', 'DeviceNotOnline']],
    );
    const completed = await shown('lock-all').rows('completed', undefined, signal);
    assert.deepEqual(completed.items[0]?.methodResponse, { status: 200, payload: { got: { lockTime: '10m' } } });
  });

  test('on modules name them as modules', async () => {
    const { client } = await world.connect();
    const order = newJob('lock-modules', { queryCondition: "FROM devices.modules WHERE moduleId = 'camera'" });
    jobs.jobs.put(world.hub, await client.jobs.create(order));
    using _looking = disposable(jobs.watch.follow());
    await jobs.until('lock-modules', ({ phase }) => phase === 'finished');

    const { items } = await shown('lock-modules').rows(undefined, undefined, signal);
    assert.deepEqual(
      items.map(({ deviceId, moduleId }) => [deviceId, moduleId]),
      [['door-018', 'camera']],
    );
  });

  test('that are to run later stand above those that ran, and say until when they can be cancelled', async () => {
    const { client } = await world.connect();
    await client.jobs.create(newJob('lock-tomorrow', { startTime: tomorrow }));
    const [first, ...others] = await node().children(signal);

    assert.match(String(first?.item().description), /^scheduled for /);
    assert.match(String(first?.item().contextValue), /^job\.scheduled\.scheduled\.cancel\.runAgain/);
    assert.deepEqual(
      others.map(child => child.item().label),
      ['lockDoor', 'lockDoor'],
    );
    const picture = await shown('lock-tomorrow').read(signal);
    assert.match(picture.advice, /can be cancelled until it starts/);
    assert.equal(picture.sends, JSON.stringify({ lockTime: '10m' }, undefined, 2));
  });

  test('can be cancelled before they start, once a person agrees, and say so', async () => {
    using answers = new QuickAnswers();
    const { client } = await world.connect();
    const scheduled = await client.jobs.get('lock-tomorrow');
    const cancel = () => performOnScheduledJob(jobs.actionParts, 'cancel', world.hub, scheduled);
    assert.equal(await cancel(), '');
    assert.match(answers.told.at(-1) ?? '', /^Cancel the job lockDoor\? It would start at .* on: all devices\./);
    assert.equal((await client.jobs.get('lock-tomorrow')).status, 'scheduled');

    answers.button = 'Cancel Job';
    assert.equal(await cancel(), 'The job lockDoor was cancelled.');
    await jobs.watch.load(world.hub, signal);

    const cancelled = jobs.find('lock-tomorrow');
    assert.deepEqual([cancelled?.state, cancelled?.phase], ['cancelled', 'finished']);
    assert.deepEqual(cancelled?.commands, ['runAgain']);
    const job = await client.jobs.get('lock-tomorrow');
    await assert.rejects(performOnScheduledJob(jobs.actionParts, 'pause', world.hub, job), /has no "pause"/);
  });

  test('are tried again on exactly the devices that failed', async () => {
    using answers = new QuickAnswers();
    const { client } = await world.connect();
    const failed = await client.jobs.get('lock-all');
    answers.button = 'Retry';
    const told = await performOnScheduledJob(jobs.actionParts, 'retry', world.hub, failed);
    assert.match(answers.told.at(-1) ?? '', /^Try lockDoor again on door-018\? Only those that failed/);
    const [, jobId = ''] = /^The job (\S+) was created\.$/.exec(told) ?? [];

    using _looking = disposable(jobs.watch.follow());
    await jobs.until(jobId, ({ phase }) => phase === 'finished');
    const { items } = await shown(jobId).rows(undefined, undefined, signal);
    assert.deepEqual(
      items.map(({ deviceId, status }) => [deviceId, status]),
      [['door-018', 'failed']],
    );
  });

  test('that run stand in the status bar, whoever runs them, one with its progress', async () => {
    const changed = new vscode.EventEmitter<string>();
    const listed: ListedJob[] = [];
    const source: JobSource = {
      kind: 'upload',
      onDidChange: changed.event,
      list: () => listed,
      load: async () => undefined,
      update: async () => undefined,
      open: async () => undefined,
      perform: async () => '',
    };
    using others = new JobWorld(world, [source]);
    const made: vscode.StatusBarItem[] = [];
    const { createStatusBarItem } = vscode.window;
    Object.assign(vscode.window, {
      createStatusBarItem: (id: string) => {
        const item = createStatusBarItem(id);
        made.push(item);
        return item;
      },
    });
    const status = showJobStatus(others.watch);
    Object.assign(vscode.window, { createStatusBarItem });
    const run = (job: Pick<ListedJob, 'id' | 'phase'> & { readonly percent?: number }) => {
      const words = { kind: 'upload', name: 'Upload', where: '', state: 'at work', commands: [], troubled: false };
      listed.push({ ...words, ...job });
      changed.fire(world.hub.id);
    };

    run({ id: 'ended', phase: 'finished' });
    assert.equal(made[0]?.text, '');
    run({ id: 'first', phase: 'running', percent: 42 });
    assert.equal(made[0]?.text, '$(sync~spin) Upload: 42 %');
    assert.equal(made[0]?.accessibilityInformation?.label, 'IoT hub jobs: Upload: 42 %');
    run({ id: 'second', phase: 'running' });
    assert.equal(made[0]?.text, '$(sync~spin) 2 jobs running');
    assert.equal(made[0]?.command, 'iotHub.jobs.focus');
    status.dispose();
    changed.dispose();
  });

  test('open on a page of their own', async () => {
    await extensionUnderTest().activate();
    const job = jobs.find('lock-all');
    await vscode.commands.executeCommand('iotHub.openJob', { hub: world.hub, job });

    await settles(() =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.startsWith('Job: '))),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});

function disposable(follow: vscode.Disposable): Disposable {
  return { [Symbol.dispose]: () => void follow.dispose() };
}
