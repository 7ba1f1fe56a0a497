import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DeviceNode } from '../../src/ui/tree/deviceNode.ts';
import { HubNode } from '../../src/ui/tree/hubNode.ts';
import { HubWorld } from './hubWorld.ts';
import { report } from './report.ts';

const devices = 10_000;
const mostHeapMegabytes = 50;

suite('ten thousand devices', () => {
  let world: HubWorld;
  let node: HubNode;
  const { signal } = new AbortController();

  suiteSetup(async () => {
    world = await HubWorld.start();
    node = new HubNode(world.hub, world.nodeParts(), () => undefined);
    const { client } = await world.connect();
    const ids = Array.from({ length: devices }, (_, index) => `door-${String(index).padStart(5, '0')}`);
    assert.deepEqual(await client.createDevices(ids.map(deviceId => ({ deviceId }))), []);
  });
  suiteTeardown(() => world[Symbol.asyncDispose]());

  test(`in the tree cost the extension host less than ${mostHeapMegabytes} MB`, async () => {
    const before = heapMegabytes();

    let shown = await node.devices.children(signal);
    while (shown.length <= devices && !shown.every(child => child instanceof DeviceNode)) {
      node.devices.loadMore();
      shown = await node.devices.children(signal);
    }
    const items = shown.map(child => child.item());
    const grown = heapMegabytes() - before;

    assert.equal(items.length, devices);
    report('    the heap grows by %s MB for %d devices and their items', grown.toFixed(1), devices);
    assert.ok(grown < mostHeapMegabytes, `${grown} MB`);
  });
});

/** What is in use once all that nobody refers to is gone. */
function heapMegabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
