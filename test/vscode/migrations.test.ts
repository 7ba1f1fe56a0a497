import assert from 'node:assert/strict';
import { migratedCount, migrationStart } from '../../src/domain/transfer/migration.ts';
import { migrationText } from '../../src/ui/editors/transfer/migrationText.ts';
import type { Hub } from '../../src/ui/support/hub/hub.ts';
import { HubCounts } from '../../src/ui/support/statistics/hubCounts.ts';
import { readUsage, shownUsage } from '../../src/ui/support/statistics/hubUsage.ts';
import { jobActivity } from '../../src/ui/support/statistics/jobActivity.ts';
import { Migrations } from '../../src/ui/support/transfer/migrations.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';
import { MemoryState } from './memory.ts';

const deviceCount = 250;
const { signal } = new AbortController();
const ignore = () => undefined;

suite('two hubs', () => {
  let world: HubWorld;
  let from: Hub;
  let to: Hub;

  suiteSetup(async () => {
    await extensionUnderTest().activate();
    world = await HubWorld.startWithProvisioning();
    const hubOf = (name: string): Hub => {
      const hub = world.hubs.list().find(one => one.name === name);
      assert.ok(hub);
      return hub;
    };
    [from, to] = [hubOf('contoso'), hubOf('fabrikam')];
    const { client } = await from.connect();
    for (let index = 0; index < deviceCount; index++)
      await client.createDevice(`door-${String(index).padStart(3, '0')}`);
    await client.createModule({ deviceId: 'door-000', moduleId: 'camera' });
  });
  suiteTeardown(() => world[Symbol.asyncDispose]());

  test('a migration says before what it will do, is stopped in the middle, and goes on in another window', async () => {
    const migration = { from, to, existing: 'leave' } as const;
    const planned = await new Migrations(world.hubs, world.state).dryRun(migration, signal, ignore);
    assert.match(migrationText(migration, planned, 'planned'), /Would be created +251\n/);

    const stop = new AbortController();
    const first = new Migrations(world.hubs, world.state);
    const stopped = first.run({ ...migration, checkpoint: migrationStart }, stop.signal, () => stop.abort());
    await assert.rejects(stopped, { name: 'AbortError' });

    const later = new Migrations(world.hubs, world.state);
    const { unfinished } = later;
    assert.ok(unfinished);
    const before = migratedCount(unfinished.checkpoint);
    assert.ok(before > 0 && before < deviceCount, String(before));
    const done = await later.run(unfinished, signal, ignore);

    assert.deepEqual(done.counts, { created: 251, overwritten: 0, same: 0, conflicts: 0, failed: 0 });
    assert.equal(later.unfinished, undefined);
    const { client } = await to.connect();
    assert.equal((await client.statistics()).totalDeviceCount, deviceCount);
    assert.deepEqual(
      (await client.listModules('door-000')).map(({ moduleId }) => moduleId),
      ['camera'],
    );
  });

  test('have statistics: their devices over time, what was used of the tier, and their jobs', async () => {
    const counts = new HubCounts(new MemoryState());
    const { client } = await from.connect();
    await counts.count(from, signal);
    await client.createDevice('late');
    await counts.count(from, signal);

    assert.deepEqual(
      counts.points(from).map(({ total, enabled, connected }) => [total, enabled, connected]),
      [
        [250, 250, 0],
        [251, 251, 0],
      ],
    );
    const { tier, usage } = await readUsage(from, undefined, signal);
    assert.equal(tier, 'without limits');
    assert.ok(usage.rows.some(({ name, used }) => name === 'Messages today (UTC)' && used === 0));
    assert.deepEqual(await jobActivity(client, signal), {
      jobs: { rows: [], why: 'No job ran on this hub in the last 30 days.' },
      running: 0,
    });
  });

  test('have the limits of their tier beside what was used of them, as far as somebody tells that', () => {
    const metrics = [{ name: 'TotalMessages', used: 12_000, most: 800_000 }];

    assert.deepEqual(shownUsage({ sku: 'S1', units: 2, metrics }, 1), {
      tier: 'S1, 2 units',
      usage: {
        rows: [
          { name: 'Messages today (UTC)', used: 12_000, limit: 800_000 },
          { name: 'Scheduled jobs at once', used: 1, limit: 1 },
          { name: 'Identity operations a minute', used: null, limit: 200 },
          { name: 'Queries a minute', used: null, limit: 40 },
          { name: 'Twin reads a second', used: null, limit: 100 },
          { name: 'Twin updates a second', used: null, limit: 50 },
        ],
        why: null,
      },
    });
  });
});
