import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CountPoint } from '../../src/protocol/statisticsPage.ts';
import { DeviceEvents } from '../../src/ui/support/device/deviceEvents.ts';
import { HubCounts } from '../../src/ui/support/statistics/hubCounts.ts';
import { HubRecounts } from '../../src/ui/support/statistics/hubRecounts.ts';
import { HubWorld } from './hubWorld.ts';
import { MemoryState } from './memory.ts';

suite('the number of devices that a hub shows', () => {
  let world: HubWorld;
  const deviceEvents = new DeviceEvents();
  const hubCounts = new HubCounts(new MemoryState());
  const shown = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
  const view = { visible: true, onDidChangeVisibility: shown.event };
  let recounts: HubRecounts;

  suiteSetup(async () => {
    world = await HubWorld.start();
    recounts = new HubRecounts({ deviceEvents, hubs: world.hubs, hubCounts, log: world.log }, view);
    await hubCounts.count(world.hub);
  });
  suiteTeardown(async () => {
    recounts.dispose();
    await world[Symbol.asyncDispose]();
  });

  const create = async (deviceIds: readonly string[]) => {
    const { client } = await world.connect();
    for (const deviceId of deviceIds) await client.createDevice(deviceId);
    for (const deviceId of deviceIds) deviceEvents.changed(world.hub.id, [deviceId]);
  };
  const counted = () =>
    new Promise<CountPoint | undefined>(resolve => {
      const listening = hubCounts.onDidChange(hub => {
        listening.dispose();
        resolve(hubCounts.last(hub));
      });
    });

  test('follows what this window changes, with one request for many changes', async () => {
    const next = counted();
    await create(['door-017', 'door-018']);

    assert.equal((await next)?.total, 2);
    assert.deepEqual(
      hubCounts.points(world.hub).map(({ total }) => total),
      [0, 2],
    );
  });

  test('is not asked for while nobody looks, and is right once somebody does', async () => {
    view.visible = false;
    await create(['door-019']);
    assert.equal(hubCounts.last(world.hub)?.total, 2);

    const next = counted();
    view.visible = true;
    shown.fire({ visible: true });
    assert.equal((await next)?.total, 3);
  });
});
