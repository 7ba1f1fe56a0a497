import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerEndpoint } from '../../src/azure/endpoint.ts';
import { ContainerFiles } from '../../src/azure/storage/containerFiles.ts';
import { StorageAccount } from '../../src/azure/storage/storageAccount.ts';
import { Secret } from '../../src/domain/secret.ts';
import { leadThrough } from '../support/leadThrough.ts';
import { LocalHub } from '../support/localHub.ts';
import { StorageInAzure } from '../support/storageInAzure.ts';
import { TestProxy } from '../support/testProxy.ts';

let local: LocalHub;
let account: StorageAccount;

beforeAll(async () => {
  local = await LocalHub.start();
  account = new StorageAccount({ connectionString: new Secret(local.ready.storage.connectionString), ca: local.ca });
}, 60_000);
afterAll(() => local[Symbol.asyncDispose]());

test('containers are made and listed, and a name that is taken is told', async () => {
  await account.create('made');

  expect(await account.containers()).toContain('made');
  await expect(account.create('made')).rejects.toMatchObject({ reason: { kind: 'exists', place: 'localhub/made' } });
});

test('the address of a container lets its files be written, listed, read and deleted', async () => {
  const files = new ContainerFiles(await endpointOf('files'));
  await files.write('one.txt', pieces('Tür ', 'und Tor'));
  await files.write('two.txt', pieces('2'));

  expect(await files.list()).toEqual(['one.txt', 'two.txt']);
  expect(await text(files.read('one.txt'))).toBe('Tür und Tor');
  const before = await files.etagOf('one.txt');
  await files.write('one.txt', pieces('new'));
  expect(await files.etagOf('one.txt')).not.toBe(before);
  await files.delete('one.txt');
  expect(await files.list()).toEqual(['two.txt']);
});

test('a proxy of the environment is not asked for blobs on this machine', async () => {
  process.env['HTTPS_PROXY'] = 'http://127.0.0.1:1';
  const connectionString = new Secret(local.ready.storage.connectionString);
  const direct = new StorageAccount({ connectionString, ca: local.ca });
  try {
    await direct.create('direct');
    expect(await direct.containers()).toContain('direct');
    expect(await new ContainerFiles({ ...(await direct.addressOf('direct')), ca: local.ca }).list()).toEqual([]);
  } finally {
    delete process.env['HTTPS_PROXY'];
  }
});

describe('an account of Azure', () => {
  test('is led by whoever leads the requests of this process, with files of many blocks', async () => {
    await using far = await openThroughProxy();
    await far.account.create('far');
    expect(await far.account.containers()).toContain('far');

    const files = await far.files('far');
    const block = 'x'.repeat(3_000_000);
    await files.write('much.txt', pieces(block, block, block, 'end'));
    expect(await text(files.read('much.txt'))).toBe(`${block}${block}${block}end`);
    expect(new Set(far.proxy.through)).toEqual(new Set(['localhub.blob.core.windows.net:443']));
  });

  test('is left alone when somebody gives up', async () => {
    await using far = await openThroughProxy();
    await far.account.create('given-up');
    const files = await far.files('given-up');
    const cancelled = new AbortController();
    async function* givenUp(): AsyncGenerator<string, void> {
      yield 'x'.repeat(9_000_000);
      cancelled.abort();
    }

    await expect(files.write('half.txt', givenUp(), cancelled.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(await files.list()).toEqual([]);
    await expect(files.list(cancelled.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('what breaks off while it is written is not there', async () => {
  const files = new ContainerFiles(await endpointOf('torn'));

  await expect(files.write('torn.txt', broken())).rejects.toThrow('no more');
  expect(await files.list()).toEqual([]);
});

test('a file or container that is not there, and a signature that is wrong, are told in a sentence without it', async () => {
  const endpoint = await endpointOf('told');
  const { name, address, ca = '' } = endpoint;
  const forged = { name, ca, address: new Secret(address.reveal().replace(/sig=[^&]+/, 'sig=AAAA')) };

  await expect(text(new ContainerFiles(endpoint).read('nowhere.txt'))).rejects.toMatchObject({
    reason: { kind: 'notFound', place: 'localhub/told/nowhere.txt' },
  });
  const refused = new ContainerFiles(forged).list();
  await expect(refused).rejects.toMatchObject({ reason: { kind: 'refused', place: 'localhub/told' } });
  await expect(refused).rejects.not.toThrow('sig=');
});

test('what is no connection string, or has no key, is told', async () => {
  const nonsense = new StorageAccount({ connectionString: new Secret('HostName=contoso') });
  await expect(nonsense.containers()).rejects.toMatchObject({ reason: { kind: 'notConnectionString' } });

  const keyless = new StorageAccount({
    connectionString: new Secret('BlobEndpoint=https://a.blob.core.windows.net;SharedAccessSignature=sv=1&sig=x'),
  });
  await expect(keyless.addressOf('x')).rejects.toMatchObject({ reason: { kind: 'noKey' } });
});

/** The storage of the local hub under its name in Azure: the proxy leads there. */
async function openThroughProxy() {
  const connectionString = local.ready.storage.connectionString;
  const storage = await StorageInAzure.open(connectionString, local.ca);
  const proxy = await TestProxy.open({ ports: storage.ports });
  const led = leadThrough(proxy);
  const { ca } = storage;
  return {
    proxy,
    account: new StorageAccount({ connectionString: storage.inAzure(new Secret(connectionString)), ca }),
    async files(name: string) {
      const { address } = await account.addressOf(name);
      return new ContainerFiles({ name, address: storage.inAzure(address), ca });
    },
    async [Symbol.asyncDispose]() {
      led[Symbol.dispose]();
      await proxy[Symbol.asyncDispose]();
      await storage[Symbol.asyncDispose]();
    },
  };
}

async function endpointOf(container: string): Promise<ContainerEndpoint> {
  await account.create(container);
  return { ...(await account.addressOf(container)), ca: local.ca };
}

async function* pieces(...texts: string[]): AsyncGenerator<string, void> {
  yield* texts;
}

async function* broken(): AsyncGenerator<string, void> {
  yield 'first';
  throw new Error('no more');
}
