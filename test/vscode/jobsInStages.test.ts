import assert from 'node:assert/strict';
import { planRollout } from '../../src/domain/jobs/planRollout.ts';
import type { Rollout } from '../../src/domain/jobs/rollout.ts';
import { Rollouts } from '../../src/ui/support/jobs/rollouts.ts';
import { beginPlan } from '../../src/ui/support/jobs/beginPlan.ts';
import { RolloutSource } from '../../src/ui/support/jobs/rolloutSource.ts';
import { HubWorld } from './hubWorld.ts';
import { JobWorld, happens, newJob } from './jobWorld.ts';
import { askUpToReview, wizardWorld } from './jobWizard.ts';
import { MemoryState } from './memory.ts';
import { QuickAnswers } from './quickAnswers.ts';

suite('staged rollouts', () => {
  let world: HubWorld;
  let jobs: JobWorld;
  const state = new MemoryState();
  const { signal } = new AbortController();

  suiteSetup(async () => {
    world = await HubWorld.start();
    jobs = new JobWorld(world);
    const { client } = await world.connect();
    for (let number = 0; number < 10; number++) await client.createDevice(`door-${number}`);
    await world.connectDevice('gate-0', 'lockDoor');
  });
  suiteTeardown(async () => {
    jobs.dispose();
    await world[Symbol.asyncDispose]();
  });

  const open = (over = state) =>
    new Rollouts({ hubs: world.hubs, state: over, scheduledJobs: jobs.jobs, log: world.log });

  function plan(id: string, deviceIds: readonly string[], more: Partial<Parameters<typeof planRollout>[0]> = {}) {
    const { maxExecutionTimeInSeconds } = newJob(id);
    const action = { kind: 'twin', patch: { tags: { floor: '3' } } } as const;
    const stages = { stages: [10, 50, 100], mostFailuresPercent: 5 };
    const order = { id, hubId: world.hub.id, action, queryCondition: '*', maxExecutionTimeInSeconds, ...stages };
    const targets = deviceIds.map(deviceId => ({ deviceId }));
    return planRollout({ ...order, ...more }, targets, new Date());
  }

  function until(rollouts: Rollouts, id: string, isSo: (rollout: Rollout) => boolean): Promise<Rollout> {
    return happens(rollouts.onDidChange, () => {
      const rollout = rollouts.get(world.hub.id, id);
      return rollout && isSo(rollout) ? rollout : undefined;
    });
  }

  const doors = Array.from({ length: 10 }, (_, number) => `door-${number}`);

  test('go on after a reload of the window, and reach each device once', async () => {
    const before = open();
    await before.begin(plan('tags', doors));
    await until(before, 'tags', ({ jobs }) => jobs[0]?.state === 'finished');
    before.dispose();

    const after = open();
    const done = await until(after, 'tags', ({ state }) => state.kind === 'completed');
    after.dispose();
    assert.deepEqual(
      done.jobs.map(({ from, to, state, failures }) => [from, to, state, failures]),
      [
        [0, 1, 'finished', 0],
        [1, 5, 'finished', 0],
        [5, 10, 'finished', 0],
      ],
    );
    const { client } = await world.connect();
    const reached = await Promise.all(
      done.jobs.map(async ({ jobId }) => (await client.jobs.deviceRows({ jobId }, { pageSize: 100 }, signal)).items),
    );
    const ids = reached.flat().map(({ deviceId }) => deviceId);
    assert.deepEqual([ids.length, new Set(ids).size], [10, 10]);
  });

  test('halt when too many failed, say so, and go on when a person accepts that', async () => {
    const rollouts = open(new MemoryState());
    const { action } = newJob('lock');
    await rollouts.begin(plan('locks', ['door-0', 'gate-0'], { action, stages: [50, 100] }));
    const halted = await until(rollouts, 'locks', ({ state }) => state.kind === 'paused');
    assert.deepEqual(
      halted.jobs.map(({ state, failures }) => [state, failures]),
      [
        ['finished', 1],
        ['planned', undefined],
      ],
    );
    const source = new RolloutSource(rollouts, () => undefined);
    const [listed] = source.list(world.hub);
    assert.deepEqual([listed?.state, listed?.commands], ['halted after 50 %: too many failed', ['resume', 'stop']]);
    const picture = await source.shown(world.hub, 'locks').read(signal);
    assert.match(picture.problem, /^1 of the 1 devices of this stage failed, more than the 5 % that you allow/);

    assert.equal(await source.perform('resume', world.hub, 'locks'), 'The rollout goes on.');
    const done = await until(rollouts, 'locks', ({ state }) => state.kind === 'completed');
    assert.equal(done.jobs[1]?.failures, 0);
    const rows = await source.shown(world.hub, 'locks').rows(undefined, undefined, signal);
    assert.deepEqual([rows.items.map(({ deviceId }) => deviceId), typeof rows.next], [['door-0'], 'string']);
    rollouts.dispose();
  });

  test('are asked for in the last step of a new job, and begin with the devices that match then', async () => {
    using answers = new QuickAnswers();
    const rollouts = open(new MemoryState());
    const wizard = wizardWorld(jobs, { rollouts });
    const { ended } = await askUpToReview(wizard, jobs, answers, 'asked');
    await answers.pick(/^Enter sends it/, /Roll Out in Stages/);
    assert.match(await answers.refusal(/^Stages, in percent/, 'all'), /^Write shares in percent/);
    assert.match(await answers.refusal(/^Stages, in percent/, '50, 10, 100'), /larger than the one before/);
    await answers.answer(/^Stages, in percent/, '20, 100');
    assert.match(await answers.refusal(/^Halt when more than/, '101'), /from 0 to 100/);
    await answers.answer(/^Halt when more than/, '10');
    const order = await ended;
    assert.deepEqual(order?.plan, { kind: 'stages', stages: [20, 100], mostFailuresPercent: 10 });

    await beginPlan(wizard.services, order, order.plan);
    assert.deepEqual(wizard.shown, [['rollout', 'asked']]);
    const halted = await until(rollouts, 'asked', ({ state }) => state.kind === 'paused');
    assert.deepEqual(
      halted.jobs.map(({ from, to, state }) => [from, to, state]),
      [
        [0, 2, 'finished'],
        [2, 10, 'planned'],
      ],
    );
    rollouts.dispose();
  });

  test('that are paused or stopped send nothing more', async () => {
    const paused = new MemoryState();
    const rollouts = open(paused);
    await rollouts.begin({ ...plan('paused', doors), state: { kind: 'paused', by: 'person' } });
    const [rollout] = rollouts.list();
    assert.ok(rollout);
    await rollouts.stop(rollout);

    const { client } = await world.connect();
    await assert.rejects(client.jobs.get('paused-1-1'), /does not exist/);
    assert.equal(rollouts.list()[0]?.state.kind, 'stopped');
    rollouts.dispose();
  });
});
