import type { BlobServiceClient } from '@azure/storage-blob';
import { transferRights, transferSignatureMs } from '../../domain/resources/storageResources.ts';
import { Secret } from '../../domain/secret.ts';
import type { ContainerAddress } from '../../domain/transfer/containerAddress.ts';
import { StorageError } from '../../domain/transfer/storageError.ts';
import type { StorageEndpoint } from '../endpoint.ts';
import { storageCall } from './translateStorageFailure.ts';

/** The containers of a storage account that is known by its connection string. */
export class StorageAccount {
  readonly #endpoint: StorageEndpoint;
  #client: BlobServiceClient | undefined;

  constructor(endpoint: StorageEndpoint) {
    this.#endpoint = endpoint;
  }

  /** Their names, in order. @throws StorageError */
  async containers(signal?: AbortSignal): Promise<readonly string[]> {
    const client = await this.#open();
    return storageCall(client.accountName, async () => {
      const names: string[] = [];
      for await (const { name } of client.listContainers(signal ? { abortSignal: signal } : {})) names.push(name);
      return names;
    });
  }

  /** Makes a container that nobody reads without a key. @throws StorageError `exists` */
  async create(container: string, signal?: AbortSignal): Promise<void> {
    const client = await this.#open();
    await storageCall(`${client.accountName}/${container}`, () =>
      client.createContainer(container, signal ? { abortSignal: signal } : {}),
    );
  }

  /** The address of a container, with a signature that is good for a day. @throws StorageError `noKey` */
  async addressOf(container: string): Promise<ContainerAddress> {
    const client = await this.#open();
    const { ContainerSASPermissions } = await import('./storageSdk.ts');
    if (!/AccountKey=/i.test(this.#endpoint.connectionString.reveal())) throw new StorageError({ kind: 'noKey' });

    const address = await client.getContainerClient(container).generateSasUrl({
      permissions: ContainerSASPermissions.parse(transferRights),
      expiresOn: new Date(Date.now() + transferSignatureMs),
    });
    return { name: `${client.accountName}/${container}`, address: new Secret(address) };
  }

  async #open(): Promise<BlobServiceClient> {
    const { serviceClient } = await import('./storageSdk.ts');
    try {
      return (this.#client ??= serviceClient(this.#endpoint));
    } catch {
      throw new StorageError({ kind: 'notConnectionString' });
    }
  }
}
