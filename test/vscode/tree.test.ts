import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DeviceFilters } from '../../src/ui/support/device/deviceFilters.ts';
import { DeviceGroupings } from '../../src/ui/support/device/deviceGroupings.ts';
import { DeviceNode } from '../../src/ui/tree/deviceNode.ts';
import { HubNode } from '../../src/ui/tree/hubNode.ts';
import { LoadMoreNode } from '../../src/ui/tree/loadMoreNode.ts';
import type { TreeNode } from '../../src/ui/tree/treeNode.ts';
import { HubWorld } from './hubWorld.ts';
import { MemoryState } from './memory.ts';

suite('the tree', () => {
  let world: HubWorld;
  let filters: DeviceFilters;
  const groupings = new DeviceGroupings(new MemoryState());
  let node: HubNode;
  const shownAgain: (TreeNode | undefined)[] = [];
  const { signal } = new AbortController();

  suiteSetup(async () => {
    world = await HubWorld.start();
    filters = new DeviceFilters(new MemoryState());
    const parts = { ...world.nodeParts(), deviceFilters: filters, deviceGroupings: groupings };
    node = new HubNode(world.hub, parts, changed => shownAgain.push(changed));
  });
  suiteTeardown(() => world[Symbol.asyncDispose]());

  const labels = async () => (await node.devices.children(signal)).map(child => child.item().label);

  test('shows a hub that runs, with its devices and its methods', () => {
    const item = node.item();

    assert.equal(item.label, 'contoso');
    assert.equal(item.description, 'local, running');
    assert.equal(item.contextValue, 'hub.local.running');
    assert.deepEqual(
      node.children().map(child => child.item().label),
      [
        'Statistics',
        'Devices',
        'Queries',
        'Methods',
        'Configurations',
        'Certificates',
        'Shared Access Policies',
        'Consumer Groups',
      ],
    );
  });

  test('shows how many devices there are in a row of its own, which opens their page', async () => {
    const parts = world.nodeParts();
    const { statistics } = new HubNode(world.hub, parts, () => undefined);
    assert.equal(statistics.item().description, 'not counted yet');

    await parts.hubCounts.count(world.hub);
    const item = statistics.item();
    assert.equal(item.description, '0 devices, 0 connected');
    assert.equal(item.command?.command, 'iotHub.showStatistics');
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.None);
    assert.match((item.tooltip as vscode.MarkdownString).value.replaceAll('&nbsp;', ' '), /0 enabled, 0 disabled/);
  });

  test('says what to do where there are no devices', async () => {
    const [message] = await node.devices.children(signal);

    assert.equal(message?.item().command?.command, 'iotHub.createDevice');
  });

  test('shows a device with words, shape and a label for screen readers', async () => {
    const { client } = await world.connect();
    await client.createDevice('door-017');
    await node.devices.insert('door-017', signal);
    const item = node.devices.find('door-017')?.item();
    assert.ok(item);

    assert.equal(item.description, 'disconnected');
    assert.equal((item.iconPath as vscode.ThemeIcon).id, 'circle-outline');
    assert.equal(item.contextValue, 'device.disconnected.sas');
    assert.equal(item.accessibilityInformation?.label, 'Device door-017, disconnected');
    assert.match((item.tooltip as vscode.MarkdownString).value.replaceAll('&nbsp;', ' '), /Last reboot: not reported/);
  });

  test('reads one device again, and shows only that one again', async () => {
    await world.connectDevice('door-018', 'lockDoor');
    await node.devices.insert('door-018', signal);
    shownAgain.length = 0;
    await node.devices.reload('door-018', signal);

    assert.deepEqual(shownAgain, [node.devices.find('door-018')]);
    assert.equal(node.devices.find('door-018')?.item().description, 'connected');
  });

  test('forgets a device that is gone', async () => {
    const { client } = await world.connect();
    await client.deleteDevice('door-017');
    await node.devices.reload('door-017', signal);

    assert.deepEqual(await labels(), ['door-018']);
  });

  test('shows the last reboot that a device reports', async () => {
    const { client } = await world.connect();
    const door = await world.connectDevice('door-019', 'lockDoor');
    const twin = await door.getTwin();
    await new Promise((resolve, reject) => {
      twin.properties.reported['update']({ rebootTime: '2026-11-20 10:42:00.123456' }, (error?: Error) =>
        error ? reject(error) : resolve(undefined),
      );
    });
    await node.devices.insert('door-019', signal);

    assert.match(String(node.devices.find('door-019')?.item().description), /^connected · rebooted /);
    assert.equal((await client.getTwin('door-019')).reported['rebootTime'], '2026-11-20 10:42:00.123456');
  });

  test('loads 100 devices, then as many again with each page, and says how far it is', async () => {
    const { client } = await world.connect();
    const ids = Array.from({ length: 305 }, (_, number) => `page-${String(number).padStart(3, '0')}`);
    assert.deepEqual(await client.createDevices(ids.map(deviceId => ({ deviceId }))), []);
    node.forget();
    const first = await node.devices.children(signal);
    const more = first.at(-1);

    assert.equal(first.length, 101);
    assert.ok(more instanceof LoadMoreNode);
    assert.equal(more.item().description, '100 of 307');
    assert.equal(node.devices.item().description, '307');

    node.devices.loadMore();
    assert.equal((await node.devices.children(signal)).length, 201);
    node.devices.loadMore();
    const all = await node.devices.children(signal);
    assert.equal(all.length, 307);
    assert.ok(all.every(child => child instanceof DeviceNode));
  });

  test('shows the devices of a filter, and the filter', async () => {
    await filters.set(world.hub, { idPrefix: 'page-00' });
    node.forget();

    assert.equal((await labels()).length, 10);
    assert.equal(node.devices.item().description, 'filter: page-00');
    assert.equal(node.devices.item().contextValue, 'devices.filtered');
    await filters.set(world.hub, {});
  });

  test('shows the devices of a query, and its name', async () => {
    const condition = "STARTSWITH(deviceId, 'page-00') OR deviceId = 'page-010'";
    await filters.set(world.hub, { query: { name: 'first pages', condition } });
    node.forget();

    assert.equal((await labels()).length, 11);
    assert.equal(node.devices.item().description, 'filter: first pages');
    assert.equal(node.devices.item().contextValue, 'devices.filtered');
    await filters.set(world.hub, {});
  });

  test('shows the groups of its devices with their numbers, and the devices of each', async () => {
    await groupings.set(world.hub, ['connectionState']);
    assert.ok(node.children().includes(node.groups));
    const groups = await node.groups.children(signal);

    assert.deepEqual(
      groups.map(group => [group.item().label, group.item().description]),
      [
        ['Connected', '2'],
        ['Disconnected', '305'],
      ],
    );
    assert.equal(node.groups.item().label, 'By connectionState');
    const [connected] = node.groups.lists;
    assert.equal((await connected?.children(signal))?.length, 2);
    assert.equal(connected?.find('door-018')?.item().label, 'door-018');
    await groupings.set(world.hub, undefined);
    assert.ok(!node.children().includes(node.groups));
  });

  test('has nothing under a hub that is stopped, and says what it said last', async () => {
    await world.localHub.stop();
    const item = node.item();

    assert.deepEqual(node.children(), []);
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.None);
    assert.equal(item.contextValue, 'hub.local.stopped');
    assert.equal(item.description, 'local, stopped');
  });
});
