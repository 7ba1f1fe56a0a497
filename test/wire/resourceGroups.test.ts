import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub } from '../support/localHub.ts';
import { collect, groupClient, managementClient, managerOf, subscriptionClient } from './management.ts';

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start({ args: ['--hub', 'contoso'] });
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

const groupNames = async () => (await collect(groupClient(local).resourceGroups.list())).map(({ name }) => name);

test('there is one subscription, of one tenant, with places to be in', async () => {
  const { subscriptions, tenants } = subscriptionClient(local);
  const { subscriptionId } = managerOf(local);

  const [tenant] = await collect(tenants.list());
  expect(await collect(subscriptions.list())).toMatchObject([
    { subscriptionId, state: 'Enabled', tenantId: tenant?.tenantId },
  ]);
  expect(await subscriptions.get(subscriptionId)).toMatchObject({ subscriptionId });
  expect(await collect(subscriptions.listLocations(subscriptionId))).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'local', displayName: 'This machine' }),
      expect.objectContaining({ name: 'westeurope', displayName: 'West Europe' }),
    ]),
  );
});

test('a provider tells what can be made where', async () => {
  const { resourceTypes } = await groupClient(local).providers.get('Microsoft.Devices');

  const locations = expect.arrayContaining(['West Europe']) as unknown;
  const names = ['IotHubs', 'IotHubs/eventHubEndpoints/ConsumerGroups', 'provisioningServices'];
  expect(resourceTypes).toMatchObject(names.map(resourceType => ({ resourceType, locations })));
  const all = (await collect(groupClient(local).providers.list())).map(({ namespace }) => namespace);
  expect(all).toEqual(expect.arrayContaining(['Microsoft.Compute', 'Microsoft.Network', 'Microsoft.Storage']));
  await expect(groupClient(local).providers.get('Microsoft.Nothing')).rejects.toMatchObject({ statusCode: 404 });
});

test('a group is made, changed, listed and deleted, with the hubs in it', async () => {
  const { resourceGroups, resources } = groupClient(local);
  const { iotHubResource } = managementClient(local);
  expect(await resourceGroups.checkExistence('plant')).toEqual({ body: false });

  const made = await resourceGroups.createOrUpdate('plant', { location: 'West Europe', tags: { line: '7' } });
  expect(made).toMatchObject({ name: 'plant', location: 'westeurope', tags: { line: '7' } });
  expect(await resourceGroups.checkExistence('PLANT')).toEqual({ body: true });
  expect(await resourceGroups.update('plant', { tags: { line: '8' } })).toMatchObject({ tags: { line: '8' } });
  expect(await groupNames()).toEqual(['local', 'plant']);

  await iotHubResource.beginCreateOrUpdateAndWait('plant', 'fabrikam', { location: 'westeurope', sku: { name: 'F1' } });
  expect(await collect(resources.listByResourceGroup('plant'))).toMatchObject([
    { name: 'fabrikam', type: 'Microsoft.Devices/IotHubs' },
  ]);
  expect((await collect(resources.list())).map(({ name }) => name)).toEqual(['contoso', 'localhub', 'fabrikam']);

  await resourceGroups.delete('plant');

  expect(await groupNames()).toEqual(['local']);
  expect((await collect(iotHubResource.listBySubscription())).map(({ name }) => name)).toEqual(['contoso']);
});

describe('a group is refused', () => {
  test('with a name that no group can have', async () => {
    const made = groupClient(local).resourceGroups.createOrUpdate('ends.with.', { location: 'local' });

    await expect(made).rejects.toMatchObject({ statusCode: 400, code: 'InvalidResourceGroupName' });
  });

  test('in a place that there is not', async () => {
    const made = groupClient(local).resourceGroups.createOrUpdate('mars', { location: 'mars' });

    await expect(made).rejects.toMatchObject({ statusCode: 400, code: 'LocationNotAvailableForResourceGroup' });
  });

  test('in another place than where it is', async () => {
    const made = groupClient(local).resourceGroups.createOrUpdate('local', { location: 'westus' });

    await expect(made).rejects.toMatchObject({ statusCode: 409, code: 'InvalidResourceGroupLocation' });
  });
});
