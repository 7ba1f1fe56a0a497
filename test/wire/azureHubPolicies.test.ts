import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import { createHubResource } from '../../src/azure/resourceManager/hubResource.ts';
import { givenToken } from '../../src/azure/tokenSource.ts';
import { Secret } from '../../src/domain/secret.ts';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { collect, managementClient, managerOf } from './management.ts';

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start();
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

function resourceOf(hub: LocalHub) {
  const { endpoint: address, subscriptionId, token, resourceGroup } = managerOf(hub);
  const management = { address, tokens: givenToken(new Secret(token)), ca: hub.ca };
  return createHubResource({ management, subscriptionId, resourceGroup, name: hub.hub.name });
}

/** A client of the hub that shows a key of a policy. */
function clientOf(sharedAccessKeyName: string, sharedAccessKey: Secret) {
  const { hostName, name } = local.hub;
  const endpoint = hubEndpoint({ hostName, sharedAccessKeyName, sharedAccessKey }, local.ca);
  return createHubClient(endpoint, { name, onWait: () => undefined });
}

test('a policy lets in as far as its rights go, and no more once its key was replaced or it is gone', async () => {
  const { policies } = resourceOf(local);
  await policies.create('dashboard', ['RegistryRead', 'ServiceConnect']);
  const made = await policies.get('dashboard');
  expect(made).toMatchObject({ name: 'dashboard', rights: ['RegistryRead', 'ServiceConnect'] });
  expect(JSON.stringify(made)).not.toContain(made.primaryKey.reveal());
  const client = clientOf('dashboard', made.primaryKey);
  await client.listDevices({}, { pageSize: 10 });
  await expect(client.createDevice('gate-1')).rejects.toMatchObject({ reason: { kind: 'unauthorized' } });

  await policies.regenerate('dashboard', 'primaryKey');
  const renewed = await policies.get('dashboard');
  expect(renewed.secondaryKey.reveal()).toBe(made.secondaryKey.reveal());
  await expect(client.listDevices({}, { pageSize: 10 })).rejects.toMatchObject({ reason: { kind: 'unauthorized' } });
  await clientOf('dashboard', renewed.primaryKey).listDevices({}, { pageSize: 10 });

  await policies.delete('dashboard');
  expect((await policies.list()).map(({ name }) => name)).not.toContain('dashboard');
  const late = clientOf('dashboard', renewed.primaryKey);
  await expect(late.listDevices({}, { pageSize: 10 })).rejects.toMatchObject({ reason: { kind: 'unauthorized' } });
  await expect(policies.get('dashboard')).rejects.toMatchObject({ reason: { kind: 'notFound' } });
});

test('the official client sees a policy that was made, whose key lets in', async () => {
  const { policies } = resourceOf(local);
  await policies.create('writer', ['RegistryWrite', 'ServiceConnect']);
  const { iotHubResource } = managementClient(local);
  const rules = await collect(iotHubResource.listKeys('local', local.hub.name));
  const rule = rules.find(({ keyName }) => keyName === 'writer');
  expect(rule?.rights).toBe('RegistryWrite, ServiceConnect');

  await clientOf('writer', new Secret(rule?.primaryKey ?? '')).createDevice('gate-2');
  await expect(policies.create('Writer', ['RegistryRead'])).rejects.toThrow('there is a policy "Writer" already');
  await policies.delete('writer');
});

test('policies are as they were left after a restart, and the first one of a local hub stays', async () => {
  await using folder = await temporaryFolder();
  const key = await (async () => {
    await using first = await LocalHub.start({ data: folder.path, args: ['--hub', 'contoso'] });
    const { policies } = resourceOf(first);
    await policies.create('dashboard', ['ServiceConnect']);
    await policies.delete('device');
    await expect(policies.delete('iothubowner')).rejects.toThrow(/keeps its rights and its primary key/);
    await expect(policies.regenerate('iothubowner', 'primaryKey')).rejects.toThrow(/Make another policy/);
    await policies.regenerate('iothubowner', 'secondaryKey');
    return (await policies.get('dashboard')).primaryKey.reveal();
  })();

  await using next = await LocalHub.start({ data: folder.path, args: ['--hub', 'contoso'] });
  const { policies } = resourceOf(next);
  expect((await policies.get('dashboard')).primaryKey.reveal()).toBe(key);
  expect((await policies.list()).map(({ name }) => name)).toEqual([
    'iothubowner',
    'service',
    'registryRead',
    'registryReadWrite',
    'dashboard',
  ]);
});

test('a change of policies that others overtook is refused', async () => {
  const { iotHubResource } = managementClient(local);
  const { etag = '', ...description } = await iotHubResource.get('local', local.hub.name);
  await resourceOf(local).policies.create('overtaking', ['RegistryRead']);

  const late = iotHubResource.beginCreateOrUpdateAndWait('local', local.hub.name, description, { ifMatch: etag });
  await expect(late).rejects.toMatchObject({ statusCode: 412 });
  await resourceOf(local).policies.delete('overtaking');
});

test('consumer groups are made, listed and deleted, all but the default one', async () => {
  const { consumerGroups } = resourceOf(local);
  await consumerGroups.create('dashboard');
  expect(await consumerGroups.list()).toEqual(['$Default', 'dashboard']);
  await consumerGroups.delete('dashboard');

  expect(await consumerGroups.list()).toEqual(['$Default']);
  await expect(consumerGroups.delete('$Default')).rejects.toMatchObject({ reason: { kind: 'rejected' } });
});
