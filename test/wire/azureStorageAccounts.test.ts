import { ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StorageAccount } from '../../src/azure/storage/storageAccount.ts';
import type { Secret } from '../../src/domain/secret.ts';
import { download, upload } from '../support/containers.ts';
import { LocalHub } from '../support/localHub.ts';
import { collect, ownSubscription, storageClient } from './management.ts';

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start();
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

const plant = { name: 'plant7', resourceGroup: 'local' };
const inAnHour = () => new Date(Date.now() + 3_600_000);

function localStorage() {
  const subscription = ownSubscription(local);
  return { subscription, storage: subscription.storage };
}

/** The official client of blobs, unmodified; it knows the option, but its types do not. */
function containerAt(address: Secret): ContainerClient {
  const trusting: object = { tlsOptions: { ca: local.ca }, retryOptions: { maxTries: 1 } };
  return new ContainerClient(address.reveal(), undefined, trusting);
}

test('a storage account is made, found by others, and gone with its containers when it is deleted', async () => {
  const { storage, subscription } = localStorage();
  expect(await storage.nameProblem('plant7')).toBeUndefined();
  await (await storage.create({ ...plant, location: 'westeurope', sku: 'Standard_LRS' })).ended();

  expect(await storage.nameProblem('plant7')).toMatch(/\w/);
  expect(await storage.nameProblem('Plant')).toMatch(/lower-case/);
  const [witness] = await collect(storageClient(local).storageAccounts.listByResourceGroup('local'));
  expect(witness).toBeDefined();
  expect(await storage.get(plant)).toMatchObject({ sku: 'Standard_LRS', location: 'westeurope', keysRefused: false });
  expect((await storage.list()).map(({ name }) => name)).toEqual(['localhub', 'plant7']);
  expect(await subscription.storageRegions()).toContainEqual({ name: 'westeurope', displayName: 'West Europe' });

  await storage.createContainer({ account: plant, container: 'exports' });
  await (await storage.delete(plant)).ended();
  await expect(storage.get(plant)).rejects.toMatchObject({ reason: { kind: 'notFound' } });
});

test('containers are made once, listed page by page, and deleted', async () => {
  const { storage } = localStorage();
  const account = { name: 'plant8', resourceGroup: 'local' };
  await (await storage.create({ ...account, location: 'westeurope', sku: 'Premium_LRS' })).ended();
  for (const container of ['one', 'three', 'two', 'one']) await storage.createContainer({ account, container });

  const first = await storage.containers(account, { pageSize: 2 });
  expect(first.items).toEqual(['one', 'three']);
  const second = await storage.containers(account, { pageSize: 2, ...(first.next ? { after: first.next } : {}) });
  expect(second).toEqual({ items: ['two'] });

  await storage.deleteContainer({ account, container: 'three' });
  expect((await storage.containers(account, { pageSize: 100 })).items).toEqual(['one', 'two']);
});

test('a signature allows what was chosen and no more, and names its container without itself', async () => {
  const { storage } = localStorage();
  const place = { account: { name: 'localhub', resourceGroup: 'local' }, container: 'signed' };
  await storage.createContainer(place);
  const writing = await storage.sign(place, { rights: 'rwdl', expires: inAnHour() });
  expect(writing).toMatchObject({ name: 'localhub/signed', ca: local.ca });
  expect(JSON.stringify(writing)).not.toContain('sig=');
  await upload(containerAt(writing.address), 'note.txt', 'hello');

  const reading = await storage.sign(place, { rights: 'r', expires: inAnHour() });
  expect(await download(containerAt(reading.address), 'note.txt')).toBe('hello');
  await expect(upload(containerAt(reading.address), 'note.txt', 'bye')).rejects.toMatchObject({ statusCode: 403 });
});

test('the connection string of an account opens it', async () => {
  const { storage } = localStorage();
  const connectionString = await storage.connectionString({ name: 'localhub', resourceGroup: 'local' });
  const account = new StorageAccount({ connectionString, ca: local.ca });
  await account.create('by-key');

  expect(await account.containers()).toContain('by-key');
  expect(String(connectionString)).toBe('***');
});
