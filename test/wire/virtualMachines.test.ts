import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { collect, computeClient, groupClient, managerOf } from './management.ts';

const location = 'westeurope';
const networkVersion = '2026-01-01';
const ubuntu = { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' };
const newest = '24.04.202506180';

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start();
  await put(local, 'Microsoft.Network/virtualNetworks/plant', {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    subnets: [{ name: 'default', properties: { addressPrefix: '10.0.0.0/24' } }],
  });
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

const idOf = (hub: LocalHub, path: string) =>
  `/subscriptions/${managerOf(hub).subscriptionId}/resourceGroups/local/providers/${path}`;

/** A resource by the client that knows no type: it puts and gets any. */
async function put(hub: LocalHub, path: string, properties: Record<string, unknown>) {
  return groupClient(hub).resources.createOrUpdateById(idOf(hub, path), networkVersion, { location, properties });
}

const idsIn = async (hub: LocalHub) =>
  (await collect(groupClient(hub).resources.listByResourceGroup('local'))).map(({ id }) =>
    id?.split('/').slice(-2).join('/'),
  );

/** A machine that brings its interface and its address, which go with it. */
const machineOf = (
  hub: LocalHub,
  name: string,
  imageReference: object = ubuntu,
  osProfile: object | null = profile,
) => ({
  location,
  hardwareProfile: { vmSize: 'Standard_B1s' },
  storageProfile: {
    imageReference,
    osDisk: {
      createOption: 'FromImage',
      managedDisk: { storageAccountType: 'StandardSSD_LRS' },
      deleteOption: 'Delete',
    },
  },
  ...(osProfile ? { osProfile } : {}),
  networkProfile: {
    networkApiVersion: '2022-11-01',
    networkInterfaceConfigurations: [
      {
        name: `${name}-nic`,
        primary: true,
        deleteOption: 'Delete',
        ipConfigurations: [
          {
            name: 'main',
            subnet: { id: idOf(hub, 'Microsoft.Network/virtualNetworks/plant/subnets/default') },
            publicIPAddressConfiguration: { name: `${name}-ip`, deleteOption: 'Delete' },
          },
        ],
      },
    ],
  },
});

const profile = {
  computerName: 'gateway',
  adminUsername: 'operator',
  adminPassword: 'Never-shown-1',
  customData: Buffer.from('#cloud-config with a key').toString('base64'),
};

const powerOf = async (name: string) => {
  const { statuses = [] } = await computeClient(local).virtualMachines.instanceView('local', name);
  return statuses.map(({ code }) => code);
};

test('operating systems are found by publisher, offer, sku and version, and sizes with what restricts them', async () => {
  const { virtualMachineImages, resourceSkus, virtualMachineSizes } = computeClient(local);

  expect((await virtualMachineImages.listPublishers('westeurope')).map(({ name }) => name)).toContain('Canonical');
  const offers = await virtualMachineImages.listOffers('westeurope', 'Canonical');
  expect(offers.map(({ name }) => name)).toContain('ubuntu-24_04-lts');
  const skus = await virtualMachineImages.listSkus('westeurope', 'Canonical', 'ubuntu-24_04-lts');
  expect(skus.map(({ name }) => name)).toEqual(['server', 'server-arm64']);
  const versions = await virtualMachineImages.list('westeurope', 'Canonical', 'ubuntu-24_04-lts', 'server');
  expect(versions.map(({ name }) => name)).toContain(newest);
  const image = await virtualMachineImages.get('westeurope', 'Canonical', 'ubuntu-24_04-lts', 'server', newest);
  expect(image).toMatchObject({ osDiskImage: { operatingSystem: 'Linux' }, hyperVGeneration: 'V2' });
  await expect(virtualMachineImages.listOffers('westeurope', 'Nobody')).rejects.toMatchObject({ statusCode: 404 });

  const sizes = await collect(resourceSkus.list({ filter: "location eq 'westeurope'" }));
  expect(sizes.find(({ name }) => name === 'Standard_B1s')).toMatchObject({
    locations: ['westeurope'],
    restrictions: [],
  });
  expect(sizes.find(({ name }) => name === 'Standard_NC4as_T4_v3')?.restrictions).toMatchObject([
    { reasonCode: 'NotAvailableForSubscription' },
  ]);
  expect((await collect(virtualMachineSizes.list('westeurope'))).map(({ name }) => name)).toContain('Standard_B1s');
});

test('a machine is made with its network, stopped, started and deleted with all that goes with it', async () => {
  const { virtualMachines } = computeClient(local);
  const before = await idsIn(local);
  const made = await virtualMachines.createOrUpdate('local', 'gateway', machineOf(local, 'gateway'));
  expect(made).toMatchObject({
    name: 'gateway',
    provisioningState: 'Succeeded',
    osProfile: { adminUsername: 'operator' },
    storageProfile: { imageReference: { ...ubuntu, exactVersion: newest }, osDisk: { osType: 'Linux' } },
    networkProfile: { networkInterfaces: [{ id: idOf(local, 'Microsoft.Network/networkInterfaces/gateway-nic') }] },
  });
  expect(made.timeCreated).toBeInstanceOf(Date);
  expect(JSON.stringify(made)).not.toMatch(/Never-shown|cloud-config|customData/);
  expect(await powerOf('gateway')).toEqual(['ProvisioningState/succeeded', 'PowerState/running']);
  expect(await idsIn(local)).toEqual(
    expect.arrayContaining(['disks/gateway_OsDisk', 'networkInterfaces/gateway-nic', 'publicIPAddresses/gateway-ip']),
  );
  await expect(
    groupClient(local).resources.deleteById(
      idOf(local, 'Microsoft.Network/networkInterfaces/gateway-nic'),
      networkVersion,
    ),
  ).rejects.toMatchObject({ code: 'NicInUse' });
  await expect(computeClient(local).disks.delete('local', 'gateway_OsDisk')).rejects.toMatchObject({
    code: 'OperationNotAllowed',
  });

  await virtualMachines.powerOff('local', 'gateway');
  expect(await powerOf('gateway')).toContain('PowerState/stopped');
  await virtualMachines.start('local', 'gateway');
  expect(await powerOf('gateway')).toContain('PowerState/running');
  const { instanceView } = await virtualMachines.get('local', 'gateway', { expand: 'instanceView' });
  expect(instanceView?.statuses).toHaveLength(2);
  expect((await collect(virtualMachines.listAll())).map(({ name }) => name)).toContain('gateway');

  await virtualMachines.delete('local', 'gateway');

  expect(await idsIn(local)).toEqual(before);
});

test('a machine that is generalized becomes an image, and the image a machine', async () => {
  const { virtualMachines, images } = computeClient(local);
  await virtualMachines.createOrUpdate('local', 'golden', machineOf(local, 'golden'));
  const golden = { location, sourceVirtualMachine: { id: idOf(local, 'Microsoft.Compute/virtualMachines/golden') } };
  await expect(virtualMachines.generalize('local', 'golden')).rejects.toMatchObject({ code: 'OperationNotAllowed' });
  await expect(images.createOrUpdate('local', 'golden-image', golden)).rejects.toMatchObject({
    code: 'OperationNotAllowed',
  });

  await virtualMachines.deallocate('local', 'golden');
  await virtualMachines.generalize('local', 'golden');
  const image = await images.createOrUpdate('local', 'golden-image', golden);

  expect(image).toMatchObject({ storageProfile: { osDisk: { osType: 'Linux', osState: 'Generalized' } } });
  expect(await powerOf('golden')).toEqual([
    'ProvisioningState/succeeded',
    'OSState/generalized',
    'PowerState/deallocated',
  ]);
  await expect(virtualMachines.start('local', 'golden')).rejects.toMatchObject({
    message: expect.stringContaining('generalized'),
  });
  await virtualMachines.createOrUpdate('local', 'copy-1', machineOf(local, 'copy-1', { id: image.id }));
  expect((await collect(images.list())).map(({ name }) => name)).toEqual(['golden-image']);
  await images.delete('local', 'golden-image');
});

test('a machine that is captured as it is becomes a version in a gallery, and its copy may not be somebody else', async () => {
  const { virtualMachines, galleries, galleryImages, galleryImageVersions } = computeClient(local);
  await virtualMachines.createOrUpdate('local', 'special', machineOf(local, 'special'));
  await galleries.createOrUpdate('local', 'plant', { location });
  await galleryImages.createOrUpdate('local', 'plant', 'gateway', {
    location,
    osType: 'Linux',
    osState: 'Specialized',
    hyperVGeneration: 'V2',
    identifier: { publisher: 'fabrikam', offer: 'gateways', sku: 'one' },
  });
  const version = await galleryImageVersions.createOrUpdate('local', 'plant', 'gateway', '1.0.0', {
    location,
    storageProfile: { source: { virtualMachineId: idOf(local, 'Microsoft.Compute/virtualMachines/special') } },
    publishingProfile: { targetRegions: [{ name: location }] },
  });
  expect(version).toMatchObject({ name: '1.0.0', type: 'Microsoft.Compute/galleries/images/versions' });
  expect((await collect(galleries.list())).map(({ name }) => name)).toEqual(['plant']);
  expect((await collect(galleryImages.listByGallery('local', 'plant'))).map(({ name }) => name)).toEqual(['gateway']);
  expect(
    (await collect(galleryImageVersions.listByGalleryImage('local', 'plant', 'gateway'))).map(({ name }) => name),
  ).toEqual(['1.0.0']);

  await expect(
    virtualMachines.createOrUpdate('local', 'copy-2', machineOf(local, 'copy-2', { id: version.id })),
  ).rejects.toMatchObject({ code: 'InvalidParameter' });
  await virtualMachines.createOrUpdate('local', 'copy-2', machineOf(local, 'copy-2', { id: version.id }, null));

  await expect(galleries.delete('local', 'plant')).rejects.toMatchObject({ code: 'CannotDeleteResource' });
  await galleryImageVersions.delete('local', 'plant', 'gateway', '1.0.0');
  await galleryImages.delete('local', 'plant', 'gateway');
  await galleries.delete('local', 'plant');
});

test('an image is made of a blob', async () => {
  const { images } = computeClient(local);
  const blobUri = `${local.ready.storage.blobEndpoint}/vhds/mycentos.vhd`;
  const osDisk = { osType: 'Linux', osState: 'Generalized', blobUri } as const;
  const made = await images.createOrUpdate('local', 'mycentos', {
    location,
    tags: { label: 'mycentos' },
    storageProfile: { osDisk },
  });

  expect(made).toMatchObject({ tags: { label: 'mycentos' }, storageProfile: { osDisk } });
  await images.delete('local', 'mycentos');
});

describe('a machine is refused', () => {
  test.each<[string, object, string]>([
    ['of a size that there is not', { hardwareProfile: { vmSize: 'Small' } }, 'InvalidParameter'],
    ['of a size that nobody may have', { hardwareProfile: { vmSize: 'Standard_NC4as_T4_v3' } }, 'SkuNotAvailable'],
    [
      'of a system that there is not',
      { storageProfile: { imageReference: { ...ubuntu, version: '1' } } },
      'PlatformImageNotFound',
    ],
    ['that nobody could come into', { osProfile: undefined }, 'InvalidParameter'],
    ['without a network', { networkProfile: {} }, 'InvalidParameter'],
    ['in a place that there is not', { location: 'moon' }, 'LocationNotAvailableForResourceType'],
  ])('%s', async (_, change, code) => {
    const asked = computeClient(local).virtualMachines.createOrUpdate('local', 'refused', {
      ...machineOf(local, 'refused'),
      ...change,
    });

    await expect(asked).rejects.toMatchObject({ code });
  });
});

test('a subnet in use and an unknown one are told of, and a network comes in parts', async () => {
  const { resources } = groupClient(local);
  const nic = (subnet: string) => ({
    ipConfigurations: [
      {
        name: 'main',
        properties: { subnet: { id: idOf(local, `Microsoft.Network/virtualNetworks/plant/subnets/${subnet}`) } },
      },
    ],
  });
  await expect(put(local, 'Microsoft.Network/networkInterfaces/lost', nic('other'))).rejects.toMatchObject({
    code: 'InvalidResourceReference',
  });

  await resources.createOrUpdateById(
    idOf(local, 'Microsoft.Network/virtualNetworks/plant/subnets/other'),
    networkVersion,
    { properties: { addressPrefix: '10.0.1.0/24' } },
  );
  await put(local, 'Microsoft.Network/networkInterfaces/found', nic('other'));
  const network = await resources.getById(idOf(local, 'Microsoft.Network/virtualNetworks/plant'), networkVersion);
  expect(network.properties).toMatchObject({
    subnets: [{ name: 'default' }, { name: 'other', properties: { addressPrefix: '10.0.1.0/24' } }],
  });
  const remove = (path: string) => resources.deleteById(idOf(local, path), networkVersion);
  await expect(remove('Microsoft.Network/virtualNetworks/plant/subnets/other')).rejects.toMatchObject({
    code: 'InUseSubnetCannotBeDeleted',
  });
  await remove('Microsoft.Network/networkInterfaces/found');
  await remove('Microsoft.Network/virtualNetworks/plant/subnets/other');

  const rule = { priority: 1001, access: 'Allow', direction: 'Inbound', protocol: 'Tcp', destinationPortRange: '22' };
  const ssh = { securityRules: [{ name: 'ssh', properties: rule }] };
  expect((await put(local, 'Microsoft.Network/networkSecurityGroups/ssh', ssh)).properties).toMatchObject(ssh);
});

test('machines are whole or not there after kill -9, whenever it comes', async () => {
  await using folder = await temporaryFolder();
  const before = await LocalHub.start({ data: folder.path });
  const network = {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    subnets: [{ name: 'default', properties: {} }],
  };
  await put(before, 'Microsoft.Network/virtualNetworks/plant', network);
  const { virtualMachines } = computeClient(before);
  const asked = Array.from({ length: 10 }, (_, index) =>
    virtualMachines.createOrUpdate('local', `vm-${index}`, machineOf(before, `vm-${index}`)),
  );
  const all = Promise.allSettled(asked);
  await Promise.race(asked);
  await before.end('SIGKILL');
  await all;

  await using after = await LocalHub.start({ data: folder.path });
  const machines = await collect(computeClient(after).virtualMachines.listAll());
  const ids = await idsIn(after);
  expect(machines.length).toBeGreaterThan(0);
  for (const kind of ['disks', 'networkInterfaces', 'publicIPAddresses']) {
    expect(ids.filter(id => id?.startsWith(`${kind}/`))).toHaveLength(machines.length);
  }
}, 60_000);
