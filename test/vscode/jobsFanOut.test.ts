import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FanOut, isFanOutOver } from '../../src/domain/jobs/fanOut.ts';
import { FanOutFile } from '../../src/ui/support/jobs/fanOutFile.ts';
import { FanOuts } from '../../src/ui/support/jobs/fanOuts.ts';
import { FanOutSource } from '../../src/ui/support/jobs/fanOutSource.ts';
import { submitJobs } from '../../src/ui/support/jobs/submitJobs.ts';
import type { Services } from '../../src/ui/support/services.ts';
import { HubWorld } from './hubWorld.ts';
import { JobWorld, happens, newJob } from './jobWorld.ts';
import { MemoryState } from './memory.ts';
import { QuickAnswers } from './quickAnswers.ts';
import { addHubOfTier } from './tieredHub.ts';

suite('fan-outs', () => {
  let world: HubWorld;
  let folder: string;
  const state = new MemoryState();
  const { signal } = new AbortController();

  suiteSetup(async () => {
    world = await HubWorld.start();
    folder = await mkdtemp(join(tmpdir(), 'fan-outs-'));
    await world.connectDevice('door-017', 'lockDoor');
    const { client } = await world.connect();
    await client.createDevice('door-018');
    await client.createModule({ deviceId: 'door-018', moduleId: 'camera' });
  });
  suiteTeardown(async () => {
    await world[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const open = () => new FanOuts({ hubs: world.hubs, state, folder, log: world.log });
  const ended = (fanOuts: FanOuts, id: string): Promise<FanOut> =>
    happens(fanOuts.onDidChange, () => {
      const fanOut = fanOuts.get(world.hub.id, id);
      return fanOut && fanOut.state !== 'scheduled' && fanOut.state !== 'running' ? fanOut : undefined;
    });

  test('do with each device what a job would do, and keep what came of it over a reload', async () => {
    const fanOuts = open();
    await fanOuts.begin(world.hub, newJob('lock-all'));
    const done = await ended(fanOuts, 'lock-all');
    assert.deepEqual([done.state, done.counts?.completed, done.counts?.failed], ['completed', 1, 1]);
    fanOuts.dispose();

    const again = open();
    const source = new FanOutSource(again, () => undefined);
    const shown = source.shown(world.hub, 'lock-all');
    const { items } = await shown.rows(undefined, undefined, signal);
    assert.deepEqual(
      new Map(items.map(({ deviceId, status }) => [deviceId, status])),
      new Map([
        ['door-017', 'completed'],
        ['door-018', 'failed'],
      ]),
    );
    assert.equal(items.find(({ deviceId }) => deviceId === 'door-018')?.error?.code, 'DeviceNotOnline');
    assert.deepEqual(source.list(world.hub)[0]?.commands, ['retry', 'runAgain']);
    assert.match((await shown.read(signal)).runner, /^This window runs it, one device after another/);
    again.dispose();
  });

  test('change twins of modules whoever else changes them', async () => {
    const fanOuts = open();
    const action = { kind: 'twin', patch: { tags: { floor: '3' } } } as const;
    await fanOuts.begin(world.hub, newJob('tag-modules', { action, queryCondition: 'FROM devices.modules' }));
    const done = await ended(fanOuts, 'tag-modules');

    assert.deepEqual([done.state, done.counts?.completed], ['completed', 1]);
    const { client } = await world.connect();
    assert.deepEqual((await client.getModuleTwin('door-018', 'camera')).tags, { floor: '3' });
    fanOuts.dispose();
  });

  test('that a closed window interrupted are not taken up, and say what may have happened', async () => {
    const file = new FanOutFile(folder, 'cut-off');
    const row = { jobId: 'cut-off', jobType: 'scheduleDeviceMethod' } as const;
    await file.append(
      { ...row, deviceId: 'door-017', status: 'running' },
      { ...row, deviceId: 'door-018', status: 'pending' },
    );
    const { action, queryCondition } = newJob('cut-off');
    const cutOff: FanOut = {
      id: 'cut-off',
      hubId: world.hub.id,
      action,
      queryCondition,
      startTime: '2026-11-27T21:00:00Z',
      state: 'running',
    };
    await state.update('jobs.fanOuts', [cutOff]);

    const fanOuts = open();
    assert.equal((await ended(fanOuts, 'cut-off')).state, 'interrupted');
    const rows = await fanOuts.rows(cutOff);
    assert.deepEqual(
      rows.list().map(({ status, error }) => [status, error?.code]),
      [
        ['failed', 'Interrupted'],
        ['cancelled', undefined],
      ],
    );
    assert.deepEqual(rows.failed, [{ deviceId: 'door-017' }, { deviceId: 'door-018' }]);
    fanOuts.dispose();
  });

  test('are offered on a hub of the Basic tier, which refuses them too and says so at once', async () => {
    await using basic = await addHubOfTier(world, 'B1');
    const { hub } = basic;
    using answers = new QuickAnswers();
    using jobs = new JobWorld(world);
    const fanOuts = open();
    let shown: readonly string[] = [];
    const jobPanels = { show: (_: unknown, kind: string, id: string) => (shown = [kind, id]) };
    const services = { ...jobs.actionParts, fanOuts, jobPanels } as unknown as Services;
    const { client } = await hub.connect();
    await client.createDevice('door-017');

    await submitJobs(services, { hub, jobs: [newJob('not-wanted')] });
    assert.match(
      answers.told.at(-1) ?? '',
      /^The tier of \S+ has no jobs\. Reach the devices from this window instead\?/,
    );
    assert.match(answers.told.at(-1) ?? '', /Basic tier.* ends at once/);
    assert.deepEqual(fanOuts.list(hub.id), []);

    answers.button = 'Reach Them from Here';
    await submitJobs(services, { hub, jobs: [newJob('wanted')] });
    assert.deepEqual(shown, ['fanOut', 'wanted']);
    const ended = await happens(fanOuts.onDidChange, () => fanOuts.list(hub.id).find(isFanOutOver));
    assert.deepEqual([ended.id, ended.state], ['wanted', 'failed']);
    assert.match(ended.problem ?? '', /^The tier of \S+ does not have this: .*Use a Standard tier/);
    fanOuts.dispose();
  });

  test('can be cancelled before they start', async () => {
    const fanOuts = open();
    const startTime = new Date(Date.now() + 3_600_000).toISOString();
    const fanOut = await fanOuts.begin(world.hub, newJob('later', { startTime }));
    await fanOuts.cancel(fanOut);

    assert.equal(fanOuts.get(world.hub.id, 'later')?.state, 'cancelled');
    fanOuts.dispose();
  });
});
