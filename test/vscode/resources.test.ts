import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Operations } from '../../src/ui/support/azure/operations.ts';
import { localScope, type ResourceScope } from '../../src/ui/support/azure/resourceScope.ts';
import { OperationListNode } from '../../src/ui/tree/resources/operationListNode.ts';
import { StorageAccountNode } from '../../src/ui/tree/resources/storageAccountNode.ts';
import { SubscriptionNode } from '../../src/ui/tree/resources/subscriptionNode.ts';
import { HubWorld } from './hubWorld.ts';

const { signal } = new AbortController();

const iconOf = (item: vscode.TreeItem) => (item.iconPath as vscode.ThemeIcon).id;

suite('resources', () => {
  let world: HubWorld;
  let scope: ResourceScope;

  suiteSetup(async () => {
    world = await HubWorld.start();
    const found = localScope(world.localHub);
    assert.ok(found);
    scope = found;
  });
  suiteTeardown(() => world[Symbol.asyncDispose]());

  /** What a window follows; the state is that of all windows. */
  const openOperations = () => new Operations(world.operationParts(), world.state);

  test('of this machine need no sign-in: its groups, and what is in them', async () => {
    const node = new SubscriptionNode(undefined, scope, () => undefined);
    await scope.resources.groups.create({ name: 'gates', location: 'westeurope', tags: { label: 'Gates' } });
    const rows = await node.children(signal);

    assert.deepEqual(
      rows.map(row => [row.item().label, row.item().description]),
      [
        ['gates', 'Gates · westeurope'],
        ['local', 'local'],
      ],
    );
    const [empty, home] = await Promise.all(rows.map(async row => (await row.children?.(signal)) ?? []));
    assert.equal(empty?.[0]?.item().label, 'It is empty.');
    assert.deepEqual(
      home?.map(row => [row.item().label, row.item().description]),
      [
        ['contoso', 'IoT hub · local'],
        ['localhub', 'storage account · local'],
        ['Deployments', undefined],
      ],
    );
  });

  test('a storage account has its containers under it, page by page, and leads to the first one', async () => {
    const { storage, groups } = scope.resources;
    await groups.create({ name: 'plants', location: 'westeurope', tags: {} });
    const account = { name: 'plant9', resourceGroup: 'plants' };
    await (await storage.create({ ...account, location: 'westeurope', sku: 'Standard_LRS' })).ended();
    const node = new SubscriptionNode(undefined, scope, () => undefined);
    const group = (await node.children(signal)).find(row => row.item().label === 'plants');
    const [row] = (await group?.children?.(signal)) ?? [];
    assert.ok(row instanceof StorageAccountNode);
    const [empty] = await row.children(signal);
    assert.equal(empty?.item().command?.command, 'iotHub.createContainer');

    const names = Array.from({ length: 101 }, (_, index) => `exports-${String(index).padStart(3, '0')}`);
    for (const container of names) await storage.createContainer({ account, container });
    row.forget();
    assert.equal((await row.children(signal)).at(-1)?.item().description, '100 shown');
    row.loadMore();
    assert.deepEqual(
      (await row.children(signal)).map(one => one.item().label),
      names,
    );
    assert.equal(row.loaded?.[0]?.item().contextValue, 'storageContainer');
    await (await groups.delete('plants')).ended();
  });

  test('an operation that a window left is followed by the next one to its end, and no token is kept', async () => {
    await scope.resources.groups.create({ name: 'old', location: 'westeurope', tags: {} });
    const first = openOperations();
    const left = first.follow('Delete resource group old', scope.origin, await scope.resources.groups.delete('old'));
    first.dispose();
    await assert.rejects(left, { name: 'AbortError' });

    const next = openOperations();
    const list = new OperationListNode(next);
    assert.equal(list.item().description, '1 running');
    const ended = new Promise<void>(resolve => {
      next.onDidChange(() => next.list()[0]?.endedMs !== undefined && resolve());
    });
    next.resume();
    await ended;

    const [row] = list.children();
    assert.ok(row);
    assert.deepEqual([row.item().label, row.item().description], ['Delete resource group old', 'done']);
    assert.equal(iconOf(row.item()), 'pass');
    const { token } = await (world.localHub.state.kind === 'running'
      ? world.localHub.state.resources.management.tokens.getToken({ scope: '' })
      : Promise.reject(new Error('The local hub does not run.')));
    assert.ok(!world.state.text.includes(token.reveal()));
    await next.clear();
    assert.deepEqual(next.list(), []);
    next.dispose();
  });

  test('an operation that cannot be asked for now is still running, and not failed', async () => {
    const next = openOperations();
    await scope.resources.groups.create({ name: 'late', location: 'westeurope', tags: {} });
    const operation = await scope.resources.groups.delete('late');
    const unreachable = { ...operation, ended: () => Promise.reject(new Error('The network is away.')) };

    await assert.rejects(next.follow('Delete resource group late', scope.origin, unreachable), /network/);
    assert.equal(next.list()[0]?.endedMs, undefined);
    next.dispose();
  });
});
