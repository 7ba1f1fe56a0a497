import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Machine } from '../../src/domain/resources/compute.ts';
import { machineDeployment, type NewMachine } from '../../src/domain/resources/machineTemplate.ts';
import type { SubscriptionResources } from '../../src/domain/resources/resourceManager.ts';
import { Secret } from '../../src/domain/secret.ts';
import { LocalHub } from '../support/localHub.ts';
import { collect, computeClient, groupClient, ownSubscription } from './management.ts';

const location = 'westeurope';
const resourceGroup = 'plant';
const ubuntu = { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' };

let local: LocalHub;
let subscription: SubscriptionResources;

beforeAll(async () => {
  local = await LocalHub.start();
  subscription = ownSubscription(local);
  await subscription.groups.create({ name: resourceGroup, location, tags: {} });
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

async function make(name: string, more: Partial<NewMachine> = {}): Promise<Machine> {
  const machine: NewMachine = {
    resourceGroup,
    name,
    location,
    size: 'Standard_B1s',
    osType: 'Linux',
    image: { kind: 'platform', urn: ubuntu },
    login: { kind: 'sshKey', userName: 'operator', publicKey: `ssh-ed25519 ${'A'.repeat(68)}` },
    openTo: '203.0.113.7',
    cloudInit: new Secret('#cloud-config with a key'),
    ...more,
  };
  const request = machineDeployment(machine);
  await subscription.deployments.validate(request);
  await (await subscription.deployments.create(request)).ended();
  return subscription.machines.get(machine);
}

test('operating systems are found by region, and sizes that nothing restricts', async () => {
  const { platformImages, machines } = subscription;

  expect(await platformImages.publishers(location)).toContain('Canonical');
  expect(await platformImages.offers(location, ubuntu)).toContain('ubuntu-24_04-lts');
  expect(await platformImages.skus(location, ubuntu)).toContain('server');
  expect((await platformImages.versions(location, ubuntu))[0]).toBe('24.04.202506180');
  expect(await platformImages.get(location, ubuntu)).toMatchObject({ osType: 'Linux', architecture: 'x64' });
  const sizes = await machines.sizes(location);
  expect(sizes[0]).toEqual({ name: 'Standard_B1s', cores: 1, memoryGB: 1, architecture: 'x64' });
  expect(sizes.map(({ name }) => name)).not.toContain('Standard_NC4as_T4_v3');
});

test('a machine is made with its network by one deployment, stopped, started and deleted with its parts', async () => {
  const { machines, network, groups, deployments } = subscription;
  const machine = await make('gateway');

  expect(machine).toMatchObject({ power: 'running', size: 'Standard_B1s', osType: 'Linux', isGeneralized: false });
  expect(machine.dyingPartIds).toEqual(machine.partIds);
  expect(JSON.stringify(await deployments.get({ resourceGroup, name: 'machine-gateway' }))).not.toContain(
    'cloud-config',
  );
  const witnessed = await computeClient(local).virtualMachines.get(resourceGroup, 'gateway');
  expect(witnessed.osProfile?.linuxConfiguration?.disablePasswordAuthentication).toBe(true);
  expect((await machines.list(resourceGroup)).map(({ name }) => name)).toEqual(['gateway']);

  await (await machines.act(machine, 'deallocate')).ended();
  expect(await machines.get(machine)).toMatchObject({ power: 'deallocated' });
  await (await machines.act(machine, 'start')).ended();
  expect(await machines.get(machine)).toMatchObject({ power: 'running' });

  await (await machines.delete(machine)).ended();
  const rest = await groups.resourcesIn(resourceGroup);
  expect(rest.map(({ name, tags }) => [name, tags])).toEqual(
    expect.arrayContaining([
      ['gateway-vnet', { madeFor: 'gateway' }],
      ['gateway-nsg', { madeFor: 'gateway' }],
    ]),
  );
  expect(rest).toHaveLength(2);
  for (const { id } of rest.toSorted((one, other) => other.type.localeCompare(one.type))) {
    await (await network.delete(id)).ended();
  }
  expect(await collect(groupClient(local).resources.listByResourceGroup(resourceGroup))).toEqual([]);
});

test('a machine is captured as it is and for many, and machines are made of both images', async () => {
  const { machines, images } = subscription;
  const machine = await make('golden');
  const version = {
    resourceGroup,
    gallery: 'images',
    image: 'goldimage',
    version: '1.0.0',
    label: 'Gold',
    description: '',
  };
  await (await images.createVersionOfMachine(machine, version)).ended();
  await (await machines.act(machine, 'deallocate')).ended();
  await machines.generalize(machine);
  const many = { resourceGroup, name: 'many', label: 'Many' };
  await (await images.createOfMachine(await machines.get(machine), many)).ended();

  const listed = await images.list();
  expect(listed).toMatchObject([
    { name: 'many', kind: 'managed', osState: 'Generalized', label: 'Many' },
    { name: 'images/goldimage/1.0.0', kind: 'galleryVersion', osState: 'Specialized', label: 'Gold' },
  ]);
  const [generalized, specialized] = listed;
  await make('copy', { image: { kind: 'own', id: generalized?.id ?? '' } });
  const request = machineDeployment({
    resourceGroup,
    name: 'clone',
    location,
    size: 'Standard_B1s',
    osType: 'Linux',
    image: { kind: 'own', id: specialized?.id ?? '' },
    openTo: '',
  });
  await (await subscription.deployments.create(request)).ended();
  expect(await machines.get({ resourceGroup, name: 'clone' })).toMatchObject({ power: 'running' });
  for (const image of listed) await (await images.delete(image)).ended();
  expect(await images.list()).toEqual([]);
});

test('an image is made of a blob, and listed with its label and where it is from', async () => {
  const { images } = subscription;
  const blobUri = 'https://account.blob.core.windows.net/vhds/mycentos.vhd';
  const image = { resourceGroup, name: 'mycentos', location, label: 'My CentOS' };
  await (await images.create({ ...image, osType: 'Linux', osState: 'Generalized', blobUri })).ended();

  expect(await images.list()).toMatchObject([
    { ...image, osType: 'Linux', osState: 'Generalized', mediaLink: blobUri, kind: 'managed' },
  ]);
});
