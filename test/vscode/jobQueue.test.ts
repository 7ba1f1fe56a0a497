import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { HubError } from '../../src/domain/hubError.ts';
import { type NewJob, isFinished } from '../../src/domain/jobs/job.ts';
import { compareJobs } from '../../src/domain/jobs/jobProgress.ts';
import { HubSizes } from '../../src/ui/support/jobs/hubSizes.ts';
import type { Hub } from '../../src/ui/support/hub/hub.ts';
import { JobQueue } from '../../src/ui/support/jobs/jobQueue.ts';
import { QueuedJobSource } from '../../src/ui/support/jobs/queuedJobSource.ts';
import { JobNode } from '../../src/ui/tree/jobs/jobNode.ts';
import { HubWorld } from './hubWorld.ts';
import { MemoryState } from './memory.ts';
import { QuickAnswers } from './quickAnswers.ts';
import { addHubOfTier } from './tieredHub.ts';

const patch = { properties: { desired: { building: 43 } } };
const quick = (jobId: string): NewJob => ({
  jobId,
  action: { kind: 'twin', patch },
  queryCondition: '*',
  maxExecutionTimeInSeconds: 300,
});

suite('the queue of jobs', () => {
  let world: HubWorld;
  let small: Awaited<ReturnType<typeof addHubOfTier>>;
  /** One job at a time. */
  let hub: Hub;

  suiteSetup(async () => {
    world = await HubWorld.make();
    small = await addHubOfTier(world, 'S1');
    ({ hub } = small);
    const { client } = await hub.connect();
    await client.createDevice('door-1');
  });
  suiteTeardown(async () => {
    await small[Symbol.asyncDispose]();
    await world[Symbol.asyncDispose]();
  });

  const open = (state: vscode.Memento) => new JobQueue(world.hubs, state, world.log);
  const ids = (queue: JobQueue) => queue.list(hub.id).map(({ job }) => job.jobId);

  /** Fills the one place that the tier has with a job that waits for its device to connect. */
  async function occupy(jobId: string, seconds: number): Promise<() => Promise<void>> {
    const { client } = await hub.connect();
    const call = { methodName: 'lockDoor', responseTimeoutInSeconds: 5, connectTimeoutInSeconds: seconds };
    await client.jobs.create({
      ...quick(jobId),
      action: { kind: 'method', call },
      queryCondition: "deviceId = 'door-1'",
    });
    return async () => {
      while (!isFinished((await client.jobs.get(jobId)).status)) await nextTurn();
    };
  }

  test('keeps what the tier does not take, over a reload of the window, in an order that can be changed', async () => {
    const ended = await occupy('first', 3);
    const state = new MemoryState();
    const before = open(state);
    for (const id of ['a', 'b', 'c']) assert.equal((await before.submit(hub, quick(id))).kind, 'queued');
    before.dispose();

    const queue = open(state);
    assert.deepEqual(ids(queue), ['a', 'b', 'c']);
    await queue.move(hub.id, 'c', 'earlier');
    await queue.cancel(hub.id, 'a');
    assert.deepEqual(ids(queue), ['c', 'b']);
    assert.ok(!state.text.includes('SharedAccessKey'));

    await ended();
    await untilEmpty(queue, hub.id);
    const { client } = await hub.connect();
    const created = await Promise.all(['c', 'b'].map(id => client.jobs.get(id)));
    assert.ok(Date.parse(created[0]?.createdTime ?? '') <= Date.parse(created[1]?.createdTime ?? ''));
    await assert.rejects(client.jobs.get('a'), (error: unknown) => HubError.is(error, 'jobNotFound'));
    queue.dispose();
  });

  test('sends a job once, although two windows try', async () => {
    const { client } = await hub.connect();
    while ((await client.jobs.list({ status: 'running' }, { pageSize: 1 })).items.length > 0) await nextTurn();
    const ended = await occupy('second', 2);
    const state = new MemoryState();
    const [one, other] = [open(state), open(state)];
    await one.submit(hub, quick('once'));
    let sent = 0;
    for (const queue of [one, other]) queue.onDidSend(() => sent++);

    await ended();
    await Promise.all([untilEmpty(one, hub.id), untilEmpty(other, hub.id)]);
    assert.equal(sent, 1);
    assert.equal((await client.jobs.get('once')).jobId, 'once');
    const { desired } = await twinOnce(client, 'once');
    // Changed by c, b and once.
    assert.equal(desired['$version'], 4);
    one.dispose();
    other.dispose();
  });

  test('stands on top of the Jobs view in its order, in which each job moves up and down or goes', async () => {
    const state = new MemoryState();
    const waiting = ['a', 'b', 'c'].map((id, minute) => ({
      hubId: hub.id,
      hubName: hub.name,
      job: quick(id),
      queuedTime: `2026-11-28T00:0${minute}:00Z`,
      claim: elsewhere(),
    }));
    await state.update('jobs.queue', waiting);
    const queue = open(state);
    const source = new QueuedJobSource(queue);
    const rows = () => source.list(hub).toSorted(compareJobs);
    assert.deepEqual(
      rows().map(({ id, state, commands }) => [id, state, commands]),
      [
        ['a', 'waits, 1 of 3', ['moveDown', 'cancel']],
        ['b', 'waits, 2 of 3', ['moveUp', 'moveDown', 'cancel']],
        ['c', 'waits, 3 of 3', ['moveUp', 'cancel']],
      ],
    );
    const [first] = rows();
    assert.ok(first);
    assert.equal(first.where, 'a, all devices');
    assert.equal(new JobNode(undefined, hub, first).item().contextValue, 'job.queued.queued.moveDown.cancel');

    assert.equal(await source.perform('moveUp', hub, 'c'), '');
    assert.equal(await source.perform('moveDown', hub, 'a'), '');
    assert.deepEqual(
      rows().map(({ id }) => id),
      ['c', 'a', 'b'],
    );
    assert.match(await source.perform('cancel', hub, 'a'), /^The job a does not wait any more, and was not sent/);
    assert.deepEqual(ids(queue), ['c', 'b']);
    await assert.rejects(source.perform('retry', hub, 'b'), /has no "retry"/);

    using answers = new QuickAnswers();
    await source.open(hub, 'b');
    assert.deepEqual(answers.told, [`b: It waits until ${hub.name} has room for one more job.`]);
    queue.dispose();
  });

  test('refuses an id that the hub has already', async () => {
    const queue = open(new MemoryState());
    await assert.rejects(queue.submit(hub, quick('once')), (error: unknown) => HubError.is(error, 'jobExists'));
    assert.deepEqual(queue.list(), []);
    queue.dispose();
  });

  test('is forecast by the tier that a person names, and S1 is assumed until then', async () => {
    const sizes = new HubSizes(new MemoryState(), world.localHub);
    assert.deepEqual(sizes.get(hub), { tier: 'S1', units: 1, assumed: true });
    await sizes.set(hub, { tier: 'S3', units: 2 });
    assert.deepEqual(sizes.get(hub), { tier: 'S3', units: 2, assumed: false });
  });
});

/** As if another window were just sending it. */
function elsewhere(): { readonly windowId: string; readonly untilMs: number } {
  return { windowId: 'another', untilMs: Date.now() + 600_000 };
}

/** Asks again and again, as the queue would by itself after a while. */
async function untilEmpty(queue: JobQueue, hubId: string): Promise<void> {
  while (queue.list(hubId).length > 0) {
    queue.tryAgain(hubId);
    await nextTurn();
  }
}

async function twinOnce(client: Awaited<ReturnType<Hub['connect']>>['client'], jobId: string) {
  while (!isFinished((await client.jobs.get(jobId)).status)) await nextTurn();
  return client.getTwin('door-1');
}

/** Between two questions: S1 allows 100 a minute. */
function nextTurn(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 250));
}
