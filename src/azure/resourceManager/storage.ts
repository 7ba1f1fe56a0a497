import type * as z from 'zod/mini';
import { ResourceError } from '../../domain/resourceError.ts';
import { parseResourceId } from '../../domain/resources/resourceId.ts';
import type {
  ContainerPlace,
  SignedContainer,
  StorageAccountListing,
  StoragePlace,
  StorageResources,
} from '../../domain/resources/storageResources.ts';
import { Secret } from '../../domain/secret.ts';
import { containerLabel } from '../../domain/transfer/containerAddress.ts';
import { listedStorageTrust } from '../endpoint.ts';
import type { ArmCalls } from './armCalls.ts';
import {
  containerAnswer,
  nameAnswer,
  serviceSasAnswer,
  storageAccountAnswer,
  storageKeysAnswer,
} from './armSchemas.ts';

const apiVersion = '2024-01-01';
const type = 'Microsoft.Storage/storageAccounts';

/** Storage accounts and their containers. @param subscription `/subscriptions/…` */
export function storageResources(calls: ArmCalls, subscription: string): StorageResources {
  const pathOf = ({ resourceGroup, name }: StoragePlace) =>
    `${subscription}/resourceGroups/${encodeURIComponent(resourceGroup)}/providers/${type}/${encodeURIComponent(name)}`;
  const containersOf = (account: StoragePlace) => `${pathOf(account)}/blobServices/default/containers`;
  const containerPath = ({ account, container }: ContainerPlace) =>
    `${containersOf(account)}/${encodeURIComponent(container)}`;
  const get = async (account: StoragePlace, signal?: AbortSignal): Promise<StorageAccountListing> =>
    toListing(await calls.get(storageAccountAnswer, { path: pathOf(account), apiVersion, signal }));

  return {
    async list(signal) {
      const call = { path: `${subscription}/providers/${type}`, apiVersion, signal };
      return (await calls.list(storageAccountAnswer, call)).map(toListing);
    },
    get,
    async nameProblem(name, signal) {
      const path = `${subscription}/providers/Microsoft.Storage/checkNameAvailability`;
      const { nameAvailable, message } = await calls.post(nameAnswer, {
        path,
        apiVersion,
        body: { name, type },
        signal,
      });
      return nameAvailable ? undefined : (message ?? '');
    },
    create({ location, sku, ...account }, signal) {
      const kind = sku.startsWith('Premium') ? 'BlockBlobStorage' : 'StorageV2';
      const properties = { minimumTlsVersion: 'TLS1_2', allowBlobPublicAccess: false, supportsHttpsTrafficOnly: true };
      const body = { location, kind, sku: { name: sku }, properties };
      return calls.begin('PUT', { path: pathOf(account), apiVersion, body, signal });
    },
    delete: (account, signal) => calls.begin('DELETE', { path: pathOf(account), apiVersion, signal }),
    async connectionString(account, signal) {
      const { blobEndpoint } = await usable(get, account, signal);
      const { keys } = await calls.post(storageKeysAnswer, { path: `${pathOf(account)}/listKeys`, apiVersion, signal });
      return connectionStringOf(account.name, keys[0]?.value ?? '', blobEndpoint);
    },
    async containers(account, { pageSize, after }, signal) {
      const query = { $maxpagesize: String(pageSize) };
      const page = await calls.page(containerAnswer, { path: containersOf(account), apiVersion, query, signal }, after);
      return { ...page, items: page.items.map(({ name }) => name) };
    },
    async createContainer(place, signal) {
      const body = { properties: { publicAccess: 'None' } };
      await calls.put(containerAnswer, { path: containerPath(place), apiVersion, body, signal });
    },
    async deleteContainer(place, signal) {
      await (await calls.begin('DELETE', { path: containerPath(place), apiVersion, signal })).ended(signal);
    },
    async sign({ account, container }, { rights, expires }, signal) {
      const { blobEndpoint } = await usable(get, account, signal);
      const body = {
        canonicalizedResource: `/blob/${account.name}/${container}`,
        signedResource: 'c',
        signedPermission: rights,
        signedProtocol: 'https',
        signedExpiry: expires.toISOString(),
      };
      const path = `${pathOf(account)}/ListServiceSas`;
      const { serviceSasToken } = await calls.post(serviceSasAnswer, { path, apiVersion, body, signal });
      const address = `${blobEndpoint}${container}?${serviceSasToken}`;
      return { ...signedContainer(address), ...listedStorageTrust(blobEndpoint, calls.endpoint) };
    },
  };
}

function signedContainer(address: string): SignedContainer {
  return { name: containerLabel(new URL(address)), address: new Secret(address) };
}

/** What cannot be had with a key is said before one is asked for. */
async function usable(
  get: StorageResources['get'],
  account: StoragePlace,
  signal: AbortSignal | undefined,
): Promise<{ readonly blobEndpoint: string }> {
  const { keysRefused, blobEndpoint } = await get(account, signal);
  if (keysRefused) {
    const detail = `the account "${account.name}" allows no access by keys, so that nothing signed with them opens it. Allow it in its configuration, or take another account.`;
    throw new ResourceError({ kind: 'rejected', detail });
  }
  if (blobEndpoint !== undefined) return { blobEndpoint };

  const detail = `the account "${account.name}" has no blobs, or is not made yet. Wait for it, or take another account.`;
  throw new ResourceError({ kind: 'rejected', detail });
}

/** The endpoint is said whole: an account of another cloud, or of this machine, is not under core.windows.net. */
function connectionStringOf(account: string, key: string, blobEndpoint: string): Secret {
  return new Secret(
    `DefaultEndpointsProtocol=https;AccountName=${account};AccountKey=${key};BlobEndpoint=${blobEndpoint.replace(/\/$/, '')};`,
  );
}

function toListing({
  id,
  name,
  location,
  sku,
  properties,
}: z.infer<typeof storageAccountAnswer>): StorageAccountListing {
  const blobEndpoint = properties.primaryEndpoints?.blob;
  return {
    id,
    name,
    resourceGroup: parseResourceId(id)?.resourceGroup ?? '',
    location,
    sku: sku.name,
    state: properties.provisioningState ?? '',
    keysRefused: properties.allowSharedKeyAccess === false,
    ...(blobEndpoint ? { blobEndpoint } : {}),
  };
}
