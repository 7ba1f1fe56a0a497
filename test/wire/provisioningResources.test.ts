import { IotDpsClient } from '@azure/arm-deviceprovisioningservices';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { clientOptions, collect, credentialOf, groupClient, managerOf } from './management.ts';

const sku = { name: 'S1', capacity: 1 };

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start({ args: ['--hub', 'contoso', '--hub', 'fabrikam', '--dps', 'front'] });
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

/** The official client's calls about provisioning services as resources. */
function services(hub = local) {
  return new IotDpsClient(credentialOf(hub), managerOf(hub).subscriptionId, clientOptions(hub)).iotDpsResource;
}

/** Asks for a service that is linked to one hub. */
const makeLinked = (connectionString: string) =>
  services().createOrUpdate('local', 'wrong', {
    location: 'local',
    sku,
    properties: { iotHubs: [{ connectionString, location: 'local' }] },
  });

const check = (name: string) => services().checkProvisioningServiceNameAvailability({ name });

const namesIn = async (hub = local) => (await collect(services(hub).listBySubscription())).map(({ name }) => name);

test('a service of the command line is a resource, with its hubs and keys', async () => {
  const [ready] = local.ready.provisioning ?? [];
  const front = await services().get('local', 'front');

  expect(front).toMatchObject({
    type: 'Microsoft.Devices/provisioningServices',
    sku: { name: 'S1', tier: 'Standard' },
    properties: {
      state: 'Active',
      allocationPolicy: 'Hashed',
      idScope: ready?.idScope,
      serviceOperationsHostName: ready?.hostName,
      iotHubs: local.ready.hubs.map(({ hostName }) => ({ name: hostName, allocationWeight: 1 })),
    },
  });
  const [owner] = await collect(services().listKeys('front', 'local'));
  expect(owner).toMatchObject({
    keyName: 'provisioningserviceowner',
    rights: 'ServiceConfig, DeviceConnect, EnrollmentWrite, RegistrationStatusWrite',
  });
  expect(ready?.connectionString).toContain(owner?.primaryKey);
  expect(await services().listKeysForKeyName('front', 'provisioningserviceowner', 'local')).toEqual(owner);
});

test('a service that is made runs, links the hubs that it is given, and is gone when it is deleted', async () => {
  await using folder = await temporaryFolder();
  await using before = await LocalHub.start({ data: folder.path, args: ['--hub', 'contoso', '--hub', 'fabrikam'] });
  const [contoso, fabrikam] = before.ready.hubs;

  const made = await services(before).createOrUpdate('local', 'made', {
    location: 'westeurope',
    sku,
    tags: { line: '7' },
    properties: {
      allocationPolicy: 'GeoLatency',
      iotHubs: [{ connectionString: contoso?.connectionString ?? '', location: 'local', allocationWeight: 5 }],
    },
  });
  expect(made).toMatchObject({
    location: 'westeurope',
    tags: { line: '7' },
    properties: { allocationPolicy: 'GeoLatency', iotHubs: [{ name: contoso?.hostName, allocationWeight: 5 }] },
  });

  const { properties, ...rest } = made;
  const hubs = [...(properties.iotHubs ?? []), { hostName: fabrikam?.hostName ?? '', location: 'local' }];
  await services(before).createOrUpdate('local', 'made', {
    ...rest,
    properties: { allocationPolicy: 'Hashed', iotHubs: hubs },
  });
  await before.end();

  await using after = await LocalHub.start({ data: folder.path, args: ['--hub', 'contoso', '--hub', 'fabrikam'] });
  expect(await services(after).get('local', 'made')).toMatchObject({
    properties: {
      allocationPolicy: 'Hashed',
      iotHubs: [{ name: contoso?.hostName, allocationWeight: 5 }, { name: fabrikam?.hostName }],
    },
  });
  await services(after).delete('local', 'made');
  expect(await namesIn(after)).toEqual([]);
});

test('a hub of another place, or a wrong key, is not linked', async () => {
  const elsewhere = 'HostName=elsewhere.azure-devices.net;SharedAccessKeyName=iothubowner;SharedAccessKey=a2V5';
  await expect(makeLinked(elsewhere)).rejects.toMatchObject({ statusCode: 400 });
  const wrongKey = local.hub.connectionString.replace(/SharedAccessKey=.*/, 'SharedAccessKey=a2V5');
  await expect(makeLinked(wrongKey)).rejects.toMatchObject({ statusCode: 400 });
  expect(await namesIn()).toEqual(['front']);
});

test('a name is told to be free, taken or none', async () => {
  expect(await check('free')).toMatchObject({ nameAvailable: true });
  expect(await check('FRONT')).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
  expect(await check('_')).toMatchObject({ nameAvailable: false, reason: 'Invalid' });
});

test('with its group a service goes', async () => {
  const { resourceGroups, resources } = groupClient(local);
  await resourceGroups.createOrUpdate('plant', { location: 'local' });
  await services().createOrUpdate('plant', 'inPlant', { location: 'local', sku, properties: {} });
  expect((await collect(resources.listByResourceGroup('plant'))).map(({ name }) => name)).toEqual(['inPlant']);

  await resourceGroups.delete('plant');

  expect(await namesIn()).toEqual(['front']);
});
