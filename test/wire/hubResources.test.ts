import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { SdkDevice } from '../support/sdkDevice.ts';
import { collect, managementClient, managerOf } from './management.ts';

const sku = { name: 'S1', capacity: 1 };
const location = 'West Europe';

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start({ args: ['--hub', 'contoso', '--tier', 'S1'] });
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

const namesIn = async (pages: AsyncIterable<{ name?: string }>) => (await collect(pages)).map(({ name }) => name);

test('a hub of the command line is a resource, as Azure shows it', async () => {
  const hub = await managementClient(local).iotHubResource.get('LOCAL', 'Contoso');

  expect(hub).toMatchObject({
    id: `/subscriptions/${managerOf(local).subscriptionId}/resourceGroups/local/providers/Microsoft.Devices/IotHubs/contoso`,
    name: 'contoso',
    type: 'Microsoft.Devices/IotHubs',
    location: 'local',
    sku: { name: 'S1', tier: 'Standard', capacity: 1 },
    properties: { provisioningState: 'Succeeded', state: 'Active', hostName: local.hub.hostName },
  });
  expect(hub.etag).toBeTruthy();
});

test('a hub that is made is a running one, serves devices, and is gone when it is deleted', async () => {
  const { iotHubResource } = managementClient(local);
  const made = await iotHubResource.beginCreateOrUpdateAndWait('local', 'made', { location, sku, tags: { line: '7' } });
  expect(made).toMatchObject({ name: 'made', location: 'westeurope', tags: { line: '7' }, sku });

  const { primaryKey } = await iotHubResource.getKeysForKeyName('local', 'made', 'iothubowner');
  const connectionString = `HostName=${made.properties?.hostName};SharedAccessKeyName=iothubowner;SharedAccessKey=${primaryKey}`;
  const madeHub = local.servedAt(connectionString);
  await using device = await SdkDevice.open(madeHub, await madeHub.createDevice('door'));
  await device.send('x');
  expect(await iotHubResource.getStats('local', 'made')).toEqual({
    totalDeviceCount: 1,
    enabledDeviceCount: 1,
    disabledDeviceCount: 0,
  });
  expect(await collect(iotHubResource.listEndpointHealth('local', 'made'))).toEqual([]);
  expect(await collect(iotHubResource.listQuotaMetrics('local', 'made'))).toEqual([
    { name: 'TotalMessages', currentValue: 1, maxValue: 400_000 },
    { name: 'TotalDeviceCount', currentValue: 1, maxValue: 1_000_000 },
  ]);
  expect(await namesIn(iotHubResource.listBySubscription())).toEqual(['contoso', 'made']);

  await iotHubResource.beginDeleteAndWait('local', 'made');

  await expect(iotHubResource.get('local', 'made')).rejects.toMatchObject({
    statusCode: 404,
    code: 'ResourceNotFound',
  });
  expect(await namesIn(iotHubResource.listByResourceGroup('local'))).toEqual(['contoso']);
  await expect(madeHub.registry().list()).rejects.toThrow();
});

test('the keys of the policies are those with which services and devices come in', async () => {
  const { iotHubResource } = managementClient(local);
  const policies = await collect(iotHubResource.listKeys('local', 'contoso'));

  expect(policies.map(({ keyName, rights }) => [keyName, rights])).toEqual([
    ['iothubowner', 'RegistryWrite, ServiceConnect, DeviceConnect'],
    ['service', 'ServiceConnect'],
    ['device', 'DeviceConnect'],
    ['registryRead', 'RegistryRead'],
    ['registryReadWrite', 'RegistryWrite'],
  ]);
  expect(local.hub.connectionString).toContain(policies[0]?.primaryKey);
});

describe('a hub that is changed', () => {
  test('is served by its new tier and units at once', async () => {
    const { iotHubResource } = managementClient(local);
    await iotHubResource.beginCreateOrUpdateAndWait('local', 'scaled', { location, sku });
    const { primaryKey } = await iotHubResource.getKeysForKeyName('local', 'scaled', 'iothubowner');
    const { properties } = await iotHubResource.get('local', 'scaled');
    const scaled = local.servedAt(
      `HostName=${properties?.hostName};SharedAccessKeyName=iothubowner;SharedAccessKey=${primaryKey}`,
    );
    const query = () => scaled.registry().createQuery('SELECT * FROM devices', 1).next();
    const queries = async (count: number) => {
      for (let asked = 0; asked < count; asked++) await query();
    };
    await expect(queries(40)).rejects.toMatchObject({ name: 'ThrottlingError' });

    const changed = { location, sku: { name: 'S3', capacity: 1 } };
    await iotHubResource.beginCreateOrUpdateAndWait('local', 'scaled', changed);
    // The tokens of the old tier are spent: the new one's thousand come back within a minute, sixteen a second.
    await expect
      .poll(
        () =>
          query().then(
            () => true,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
    expect((await iotHubResource.get('local', 'scaled')).sku).toMatchObject({ name: 'S3', capacity: 1 });
  });

  test('keeps all but its tags when only they are changed', async () => {
    const { iotHubResource } = managementClient(local);
    const before = await iotHubResource.get('local', 'contoso');

    const after = await iotHubResource.beginUpdateAndWait('local', 'contoso', { tags: { owner: 'plant 3' } });

    expect(after).toMatchObject({ tags: { owner: 'plant 3' }, sku: before.sku, location: before.location });
    expect(after.etag).not.toBe(before.etag);
  });

  test('can be put back as it was read', async () => {
    const { iotHubResource } = managementClient(local);
    const read = await iotHubResource.get('local', 'contoso');

    const put = await iotHubResource.beginCreateOrUpdateAndWait('local', 'contoso', read, { ifMatch: read.etag ?? '' });

    expect({ ...put, etag: read.etag }).toEqual(read);
  });

  test('is left alone if its etag is another', async () => {
    const { iotHubResource } = managementClient(local);
    const read = await iotHubResource.get('local', 'contoso');

    await expect(
      iotHubResource.beginCreateOrUpdateAndWait('local', 'contoso', read, { ifMatch: 'AAAAAAAAAAA=' }),
    ).rejects.toMatchObject({ statusCode: 412, code: 'PreconditionFailed' });
  });
});

describe('a request for what a local hub cannot be is refused', () => {
  test.each([
    ['a name that no host can have', 'no_name', {}, 'InvalidResourceName'],
    ['a tier that there is not', 'fabrikam', { sku: { name: 'S9', capacity: 1 } }, 'InvalidSku'],
    ['more units than the tier may have', 'fabrikam', { sku: { name: 'S3', capacity: 11 } }, 'InvalidSku'],
    ['a property without effect', 'fabrikam', { properties: { disableLocalAuth: true } }, 'BadRequest'],
  ])('%s', async (_, name, change, code) => {
    const { iotHubResource } = managementClient(local);

    await expect(
      iotHubResource.beginCreateOrUpdateAndWait('local', name, { location, sku, ...change }),
    ).rejects.toMatchObject({ statusCode: 400, code });
  });

  test('a name that another hub has', async () => {
    const { iotHubResource } = managementClient(local);

    expect(await iotHubResource.checkNameAvailability({ name: 'CONTOSO' })).toMatchObject({
      nameAvailable: false,
      reason: 'AlreadyExists',
    });
    expect(await iotHubResource.checkNameAvailability({ name: 'free-name' })).toMatchObject({ nameAvailable: true });
    expect(await iotHubResource.checkNameAvailability({ name: '-' })).toMatchObject({ reason: 'Invalid' });
  });

  test('a group that there is not', async () => {
    await expect(managementClient(local).iotHubResource.get('nowhere', 'contoso')).rejects.toMatchObject({
      statusCode: 404,
      code: 'ResourceGroupNotFound',
    });
  });
});

test('the tiers that a hub can be changed to are told with their units', async () => {
  const skus = await collect(managementClient(local).iotHubResource.listValidSkus('local', 'contoso'));

  expect(skus.map(({ sku: { name }, capacity: { maximum } }) => [name, maximum])).toContainEqual(['S1', 200]);
});

test('consumer groups are made, listed and deleted, all but the default one', async () => {
  const { iotHubResource } = managementClient(local);
  const list = () => namesIn(iotHubResource.listEventHubConsumerGroups('local', 'contoso', 'events'));
  expect(await list()).toEqual(['$Default']);

  const made = await iotHubResource.createEventHubConsumerGroup('local', 'contoso', 'events', 'dashboard', {
    properties: { name: 'dashboard' },
  });
  expect(made).toMatchObject({ name: 'dashboard' });
  expect(await list()).toEqual(['$Default', 'dashboard']);
  const get = (name: string) => iotHubResource.getEventHubConsumerGroup('local', 'contoso', 'events', name);
  expect(await get('dashboard')).toMatchObject({ name: 'dashboard', etag: made.etag });

  await iotHubResource.deleteEventHubConsumerGroup('local', 'contoso', 'events', 'dashboard');
  expect(await list()).toEqual(['$Default']);
  await expect(get('dashboard')).rejects.toMatchObject({ statusCode: 404 });
  await expect(
    iotHubResource.deleteEventHubConsumerGroup('local', 'contoso', 'events', '$Default'),
  ).rejects.toMatchObject({ statusCode: 400 });
});

test('hubs that were made, changed and deleted are as they were left after a restart, whatever its hubs', async () => {
  await using folder = await temporaryFolder();
  await using before = await LocalHub.start({ data: folder.path, args: ['--hub', 'contoso'] });
  const { iotHubResource } = managementClient(before);
  await iotHubResource.beginCreateOrUpdateAndWait('local', 'stays', { location, sku: { name: 'S2', capacity: 3 } });
  await iotHubResource.beginCreateOrUpdateAndWait('local', 'goes', { location, sku });
  await iotHubResource.beginDeleteAndWait('local', 'goes');
  const { properties } = await iotHubResource.get('local', 'stays');
  await before.end();

  await using after = await LocalHub.start({ data: folder.path, args: ['--hub', 'contoso'] });

  expect(after.ready.hubs.map(({ name }) => name)).toEqual(['contoso', 'stays']);
  expect(after.ready.resourceManager).toEqual(before.ready.resourceManager);
  expect(await managementClient(after).iotHubResource.get('local', 'stays')).toMatchObject({
    sku: { name: 'S2', capacity: 3 },
    properties: { hostName: properties?.hostName },
  });
});
