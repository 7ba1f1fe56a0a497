import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createResourceManager } from '../../src/azure/resourceManager/resourceManager.ts';
import type { TokenRequest } from '../../src/azure/tokenSource.ts';
import { Secret } from '../../src/domain/secret.ts';
import { LocalHub } from '../support/localHub.ts';
import { answer, type Deed, FaultyHub } from './faultyHub.ts';
import { managerOf, ownManager, ownSubscription } from './management.ts';

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start();
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

function localManager() {
  return { manager: ownManager(local), subscription: ownSubscription(local) };
}

describe('against the local resource manager', () => {
  test('tenants, subscriptions and places are listed', async () => {
    const { manager, subscription } = localManager();

    expect(await manager.tenants()).toEqual([{ tenantId: expect.any(String), displayName: 'This machine' }]);
    expect(await manager.subscriptions()).toEqual([
      { subscriptionId: subscription.subscriptionId, displayName: 'This machine' },
    ]);
    const places = await subscription.regions();
    expect(places).toContainEqual({ name: 'westeurope', displayName: 'West Europe' });
    expect(await subscription.hubRegions()).toEqual(places);
  });

  test('a resource group is made, has a hub made in it, and is deleted with it', async () => {
    const { manager, subscription } = localManager();
    const { groups, hubs } = subscription;
    const made = await groups.create({ name: 'gates', location: 'westeurope', tags: { label: 'Gates' } });
    expect(made).toMatchObject({ name: 'gates', location: 'westeurope', tags: { label: 'Gates' }, state: 'Succeeded' });

    expect(await hubs.nameProblem('gatehub')).toBeUndefined();
    const hub = { name: 'gatehub', resourceGroup: 'gates', location: 'westeurope', sku: 'S1', units: 1 };
    await (await hubs.create(hub)).ended();
    expect(await hubs.nameProblem('gatehub')).toMatch(/\w/);
    const listed = (await hubs.list()).find(({ name }) => name === 'gatehub');
    expect(listed).toMatchObject({ resourceGroup: 'gates', sku: 'S1', units: 1, localAuthDisabled: false });
    expect(listed?.hostName).toMatch(/^localhost:\d+$/);
    expect(await groups.resourcesIn('gates')).toMatchObject([{ name: 'gatehub', type: 'Microsoft.Devices/IotHubs' }]);

    const deletion = await groups.delete('gates');
    expect(deletion.ticket).not.toContain(managerOf(local).token);
    await manager.resume(deletion.ticket).ended();
    await expect(groups.get('gates')).rejects.toMatchObject({ reason: { kind: 'notFound' } });
  });

  test('the policies of a hub come with their rights', async () => {
    const { subscription } = localManager();
    const place = { name: local.hub.name, resourceGroup: managerOf(local).resourceGroup };
    const policies = await subscription.hubs.policies(place, local.hub.hostName);

    expect(policies).toContainEqual({
      hostName: local.hub.hostName,
      sharedAccessKeyName: 'registryReadWrite',
      sharedAccessKey: expect.any(Secret),
      rights: ['RegistryWrite'],
    });
  });
});

/** A resource manager that does to each request what the test says. */
async function faulty(deedsOf: (address: string) => Deed[], asked: TokenRequest[] = []) {
  const deeds: Deed[] = [];
  const server = await FaultyHub.open();
  server.server.removeAllListeners('request');
  server.server.on('request', (request, response) => (deeds.shift() ?? answer(500))(request, response));
  const { port } = server.server.address() as AddressInfo;
  const address = `https://localhost:${port}`;
  deeds.push(...deedsOf(address));
  const tokens = {
    getToken: async (request: TokenRequest) => {
      asked.push(request);
      return { token: new Secret('eyJ-secret'), expiresAtMs: Date.now() + 3_600_000 };
    },
  };
  const manager = createResourceManager({ address, tokens, ca: server.ca });
  return { manager, server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const group = (name: string) => ({ id: `/subscriptions/s/resourceGroups/${name}`, name, location: 'westeurope' });

describe('a resource manager', () => {
  test('that gives its list in pages has all of them read', async () => {
    await using world = await faulty(address => [
      answer(200, { value: [group('one')], nextLink: `${address}/subscriptions/s/resourcegroups?page=2` }),
      answer(200, { value: [group('two')], nextLink: '' }),
    ]);

    const groups = await world.manager.in('s').groups.list();
    expect(groups.map(({ name }) => name)).toEqual(['one', 'two']);
  });

  test('whose list never ends is not asked for ever', async () => {
    await using world = await faulty(address =>
      Array.from({ length: 9 }, () =>
        answer(200, { value: [group('one')], nextLink: `${address}/subscriptions/s/resourcegroups?page=2` }),
      ),
    );

    await expect(world.manager.in('s').groups.list()).rejects.toThrow(/does not end/);
  });

  test('that sends us elsewhere for the next page does not get the token carried there', async () => {
    await using elsewhere = await faulty(() => [answer(200, { value: [] })]);
    const { port } = elsewhere.server.server.address() as AddressInfo;
    await using world = await faulty(() => [
      answer(200, { value: [], nextLink: `https://localhost:${port}/subscriptions/s/resourcegroups` }),
    ]);

    await expect(world.manager.in('s').groups.list()).rejects.toThrow(
      `localhost:${port}, which does not get your token`,
    );
  });

  test('that throttles is asked again after the time that it names', async () => {
    await using world = await faulty(() => [
      answer(429, { error: { code: 'TooManyRequests', message: 'Slow down.' } }, { 'retry-after': '0' }),
      answer(200, { value: [group('one')] }),
    ]);

    expect(await world.manager.in('s').groups.list()).toHaveLength(1);
  });

  test('that challenges for more gets a token that meets its claims', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true}}}';
    const challenge = `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
    const asked: TokenRequest[] = [];
    await using world = await faulty(
      () => [answer(401, {}, { 'www-authenticate': challenge }), answer(200, { value: [] })],
      asked,
    );

    expect(await world.manager.in('s').groups.list()).toEqual([]);
    expect(asked.map(request => request.claims)).toEqual([undefined, claims]);
  });

  test('whose operation fails half-way is told of in its own words, with what was the matter inside', async () => {
    const error = {
      code: 'ResourceGroupDeletionBlocked',
      message: 'Deletion was blocked.',
      details: [{ code: 'ScopeLocked', message: 'The scope has a lock.' }],
    };
    await using world = await faulty(address => [
      answer(202, {}, { 'azure-asyncoperation': `${address}/operations/1`, 'retry-after': '0' }),
      answer(200, { status: 'InProgress' }, { 'retry-after': '0' }),
      answer(200, { status: 'Failed', error }),
    ]);
    const operation = await world.manager.in('s').groups.delete('gates');
    const resumed = world.manager.resume(operation.ticket);

    const failure = await resumed.ended().catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ reason: { kind: 'operationFailed', code: 'ResourceGroupDeletionBlocked' } });
    expect(String(failure)).toContain('Deletion was blocked. ScopeLocked: The scope has a lock.');
    expect(JSON.stringify(failure) + operation.ticket).not.toContain('eyJ-secret');
  }, 20_000);
});
