import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { hubResourceOf } from '../../src/ui/support/hub/hubResourceOf.ts';
import { AccessPolicyListNode } from '../../src/ui/tree/accessPolicyListNode.ts';
import { ConsumerGroupListNode } from '../../src/ui/tree/consumerGroupListNode.ts';
import { HubNode } from '../../src/ui/tree/hubNode.ts';
import type { TreeNode } from '../../src/ui/tree/treeNode.ts';
import { HubWorld } from './hubWorld.ts';

const { signal } = new AbortController();

async function rowsOf(list: TreeNode) {
  return ((await list.children?.(signal)) ?? []).map(row => [row.item().label, row.item().description]);
}

suite('shared access policies and consumer groups', () => {
  let world: HubWorld;
  let node: HubNode;

  suiteSetup(async () => {
    world = await HubWorld.start();
    node = new HubNode(world.hub, world.nodeParts(), () => undefined);
  });
  suiteTeardown(() => world[Symbol.asyncDispose]());

  test('say what a policy allows, and hold no key', async () => {
    const { policies } = await hubResourceOf(world.hub);
    await policies.create('dashboard', ['RegistryRead', 'ServiceConnect']);

    assert.ok(node.policies instanceof AccessPolicyListNode);
    assert.deepEqual((await rowsOf(node.policies)).at(-1), ['dashboard', 'RegistryRead, ServiceConnect']);
    const { primaryKey, secondaryKey } = await policies.get('dashboard');
    const shown = inspect(await node.policies.children(signal), { depth: 8, showHidden: true });
    for (const key of [primaryKey, secondaryKey]) assert.ok(!shown.includes(key.reveal()));
  });

  test('tell the default group, which stays, from those that were made', async () => {
    const { consumerGroups } = await hubResourceOf(world.hub);
    await consumerGroups.create('dashboard');

    assert.ok(node.consumerGroups instanceof ConsumerGroupListNode);
    assert.deepEqual(await rowsOf(node.consumerGroups), [
      ['$Default', 'cannot be deleted'],
      ['dashboard', ''],
    ]);
    node.forget();
    await consumerGroups.delete('dashboard');
    assert.deepEqual(await rowsOf(node.consumerGroups), [['$Default', 'cannot be deleted']]);
  });
});
