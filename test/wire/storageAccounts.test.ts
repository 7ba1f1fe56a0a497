import { BlobServiceClient, ContainerClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { download, upload } from '../support/containers.ts';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { collect, groupClient, managerOf, rawManagementRequest, storageClient } from './management.ts';
import { createJob, ended } from './transfers.ts';

const parameters = { location: 'West Europe', kind: 'StorageV2', sku: { name: 'Standard_LRS' } } as const;

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start();
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

// The client of blobs knows the option, but its types do not.
const trusting = ({ ca }: LocalHub): object => ({ tlsOptions: { ca }, retryOptions: { maxTries: 1 } });

async function create(hub: LocalHub, name: string, group = 'local') {
  return storageClient(hub).storageAccounts.create(group, name, parameters);
}

async function blobsOf(hub: LocalHub, name: string, key: 0 | 1 = 0): Promise<BlobServiceClient> {
  const { storageAccounts } = storageClient(hub);
  const { primaryEndpoints } = await storageAccounts.getProperties('local', name);
  const { keys = [] } = await storageAccounts.listKeys('local', name);
  const credential = new StorageSharedKeyCredential(name, keys[key]?.value ?? '');
  return new BlobServiceClient(primaryEndpoints?.blob ?? '', credential, trusting(hub));
}

const hour = () => new Date(Date.now() + 3_600_000);

test('an account that is made takes blobs with either of its keys, and loses them when it is deleted', async () => {
  const { storageAccounts } = storageClient(local);
  const made = await create(local, 'plant3');
  expect(made).toMatchObject({
    id: `/subscriptions/${managerOf(local).subscriptionId}/resourceGroups/local/providers/Microsoft.Storage/storageAccounts/plant3`,
    name: 'plant3',
    location: 'westeurope',
    kind: 'StorageV2',
    sku: { name: 'Standard_LRS', tier: 'Standard' },
    provisioningState: 'Succeeded',
  });

  const container = (await blobsOf(local, 'plant3')).getContainerClient('exports');
  await container.create();
  await upload(container, 'note.txt', 'hello');
  const other = (await blobsOf(local, 'plant3', 1)).getContainerClient('exports');
  expect(await download(other, 'note.txt')).toBe('hello');
  expect((await collect(storageAccounts.list())).map(({ name }) => name)).toEqual(['localhub', 'plant3']);

  await storageAccounts.delete('local', 'plant3');

  await expect(storageAccounts.getProperties('local', 'plant3')).rejects.toMatchObject({ code: 'ResourceNotFound' });
  await expect(download(other, 'note.txt')).rejects.toThrow();
  await create(local, 'plant3');
  const again = await blobsOf(local, 'plant3');
  expect(await collect(again.listContainers())).toEqual([]);
});

test('a key that is made anew ends the old one at once', async () => {
  await create(local, 'turning');
  const before = await blobsOf(local, 'turning');
  await before.createContainer('kept');

  await storageClient(local).storageAccounts.regenerateKey('local', 'turning', { keyName: 'key1' });

  await expect(collect(before.listContainers())).rejects.toMatchObject({ statusCode: 403 });
  expect(await collect((await blobsOf(local, 'turning')).listContainers())).toMatchObject([{ name: 'kept' }]);
});

test('signatures of an account and of a container give what they say, and devices go out with them', async () => {
  const { storageAccounts, blobContainers } = storageClient(local);
  await create(local, 'signed');
  await blobContainers.create('local', 'signed', 'exports', {});
  const { primaryEndpoints } = await storageAccounts.getProperties('local', 'signed');
  const address = `${primaryEndpoints?.blob}exports`;

  const { serviceSasToken } = await storageAccounts.listServiceSAS('local', 'signed', {
    canonicalizedResource: '/blob/signed/exports',
    resource: 'c',
    permissions: 'rwdl',
    protocols: 'https',
    sharedAccessExpiryTime: hour(),
  });
  const { body } = await createJob(local, { type: 'export', outputBlobContainerUri: `${address}?${serviceSasToken}` });
  expect(await ended(local.registry(), body.jobId)).toMatchObject({ status: 'completed' });

  const { accountSasToken } = await storageAccounts.listAccountSAS('local', 'signed', {
    services: 'b',
    resourceTypes: 'co',
    permissions: 'rl',
    protocols: 'https',
    sharedAccessExpiryTime: hour(),
    keyToSign: 'key2',
  });
  const reader = new ContainerClient(`${address}?${accountSasToken}`, undefined, trusting(local));
  expect(await download(reader, 'devices.txt')).toBe('');
  await expect(upload(reader, 'new.txt', 'x')).rejects.toMatchObject({ statusCode: 403 });
});

test('containers are made, listed and deleted as resources', async () => {
  const { blobContainers, blobServices } = storageClient(local);
  await create(local, 'boxes');
  for (const name of ['one', 'two']) await blobContainers.create('local', 'boxes', name, {});

  expect(await blobContainers.get('local', 'boxes', 'one')).toMatchObject({
    name: 'one',
    type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
    publicAccess: 'None',
    lastModifiedTime: expect.any(Date),
  });
  expect((await collect(blobContainers.list('local', 'boxes'))).map(({ name }) => name)).toEqual(['one', 'two']);
  expect(await blobServices.getServiceProperties('local', 'boxes')).toMatchObject({ name: 'default' });

  await blobContainers.delete('local', 'boxes', 'one');

  expect((await collect(blobContainers.list('local', 'boxes'))).map(({ name }) => name)).toEqual(['two']);
  await expect(blobContainers.get('local', 'boxes', 'one')).rejects.toMatchObject({ statusCode: 404 });
});

test('tags and tier are changed, and all skus can be looked at', async () => {
  const { storageAccounts, skus } = storageClient(local);
  await create(local, 'labelled');

  const changed = await storageAccounts.update('local', 'labelled', { tags: { line: '7' }, accessTier: 'Cool' });

  expect(changed).toMatchObject({ tags: { line: '7' }, accessTier: 'Cool', sku: { name: 'Standard_LRS' } });
  expect((await collect(skus.list())).map(({ name }) => name)).toContain('Premium_LRS');
});

describe('a name is', () => {
  test.each([
    ['free', 'freename', { nameAvailable: true }],
    ['taken', 'localhub', { nameAvailable: false, reason: 'AlreadyExists' }],
    ['not valid', 'Not-Valid', { nameAvailable: false, reason: 'AccountNameInvalid' }],
  ])('%s', async (_, name, answer) => {
    const { storageAccounts } = storageClient(local);
    const type = 'Microsoft.Storage/storageAccounts' as const;
    expect(await storageAccounts.checkNameAvailability({ name, type })).toMatchObject(answer);
  });
});

describe('an account is refused', () => {
  test.each([
    ['with a name that is not valid', 'Not-Valid', {}, 400, 'AccountNameInvalid'],
    ['in another group than it is in', 'localhub', {}, 409, 'StorageAccountAlreadyTaken'],
    ['with what local ones cannot do', 'public1', { allowBlobPublicAccess: true }, 400, 'BadRequest'],
    ['without a place', 'nowhere', { location: '' }, 400, 'InvalidRequestContent'],
  ])('%s', async (_, name, change, statusCode, code) => {
    const group = name === 'localhub' ? 'elsewhere' : 'local';
    await groupClient(local).resourceGroups.createOrUpdate('elsewhere', { location: 'local' });

    await expect(
      storageClient(local).storageAccounts.create(group, name, { ...parameters, ...change }),
    ).rejects.toMatchObject({ statusCode, code });
  });
});

test('a container with a name that none can have is refused', async () => {
  const path = `/subscriptions/{s}/resourceGroups/local/providers/Microsoft.Storage/storageAccounts/localhub/blobServices/default/containers/-x?api-version=2026-09-01`;
  const { status, text } = await rawManagementRequest(local, path, { method: 'PUT', body: '{}' });

  expect(status).toBe(400);
  expect(text).toContain('ContainerNameInvalid');
});

test('with its group an account goes', async () => {
  const { resourceGroups } = groupClient(local);
  await resourceGroups.createOrUpdate('leaving', { location: 'local' });
  await create(local, 'leaver', 'leaving');

  await resourceGroups.delete('leaving');

  const { storageAccounts } = storageClient(local);
  expect((await collect(storageAccounts.list())).map(({ name }) => name)).not.toContain('leaver');
});

test('accounts are there with their keys after kill -9', async () => {
  await using folder = await temporaryFolder();
  const before = await LocalHub.start({ data: folder.path });
  await create(before, 'kept');
  const { keys } = await storageClient(before).storageAccounts.listKeys('local', 'kept');
  await before.end('SIGKILL');

  await using after = await LocalHub.start({ data: folder.path });
  expect((await storageClient(after).storageAccounts.listKeys('local', 'kept')).keys).toEqual(keys);
});
