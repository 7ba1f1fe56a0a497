import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import type { ReadyLine } from '../../protocol/localHub.ts';
import type { DataFolder } from '../dataFolder.ts';
import type { Log } from '../log.ts';
import type { Part } from '../part.ts';
import { CatalogueTable } from '../store/catalogueTable.ts';
import type { Store } from '../store/store.ts';
import type { OpenPort, TlsPorts } from '../tlsPorts.ts';
import { accountRecord, type StorageAccount } from './accountRecord.ts';
import { StorageAccounts } from './storageAccounts.ts';
import { StorageProcess } from './storageProcess.ts';

export interface LocalStorageOptions {
  readonly folder: DataFolder;
  readonly catalogue: Store;
  readonly ports: TlsPorts;
  readonly log: Log;
}

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Blob storage: accounts at one port, which stay the same for a data folder with their keys. The process behind the port
 * starts with the first connection; TLS ends here, as at the ports of hubs.
 */
export class LocalStorage implements Part {
  readonly accounts: StorageAccounts;
  readonly #process: StorageProcess;
  readonly #home: StorageAccount;
  readonly #port: OpenPort;

  private constructor(accounts: StorageAccounts, process: StorageProcess, home: StorageAccount, port: OpenPort) {
    this.accounts = accounts;
    this.#process = process;
    this.#home = home;
    this.#port = port;
  }

  /** @throws StartError, StoreError, and then nothing is left open. */
  static async open({ folder, catalogue, ports, log }: LocalStorageOptions): Promise<LocalStorage> {
    const table = new CatalogueTable(catalogue, 'account', accountRecord);
    const process: StorageProcess = new StorageProcess({
      folder: folder.blobs,
      accounts: () => accounts.text,
      log: line => log.warn(`Blobs: ${line}`),
    });
    const accounts = new StorageAccounts(table, process);
    const home = await accounts.keepHome();
    const https = createServer().removeAllListeners('connection');
    https.on('connection', (socket: Socket) => void forward(socket, process, log));

    return new LocalStorage(accounts, process, home, await ports.open({ key: '(blob storage)' }, { https }));
  }

  /** `https://localhost:PORT/ACCOUNT` */
  blobEndpointOf(account: string): string {
    return `https://localhost:${this.#port.number}/${account}`;
  }

  get ready(): Pick<ReadyLine, 'storage'> {
    const { name, keys } = this.#home;
    const blobEndpoint = this.blobEndpointOf(name);
    const credentials = `AccountName=${name};AccountKey=${keys.key1}`;
    const connectionString = `DefaultEndpointsProtocol=https;${credentials};BlobEndpoint=${blobEndpoint};`;
    return { storage: { accountName: name, blobEndpoint, connectionString } };
  }

  /**
   * Where a transfer reaches a container if it is one of this storage: without the way through this process, which has
   * devices to serve. Nothing for a container elsewhere.
   */
  async originOf(containerUri: string): Promise<string | undefined> {
    const { hostname, port } = new URL(containerUri);
    if (!loopbackNames.has(hostname) || Number(port) !== this.#port.number) return undefined;

    return `http://127.0.0.1:${await this.#process.port()}`;
  }

  /** The process first: the connections to it would stay open as long as their clients like. */
  async close(): Promise<void> {
    await this.#process.close();
    await this.#port.close();
  }
}

/** Whichever way breaks off, `pipeline` ends both streams. */
function bothEnd(): void {}

async function forward(client: Socket, process: StorageProcess, log: Log): Promise<void> {
  // Its first bytes come back to it right after this, and wait.
  client.pause();
  try {
    const storage = connect(await process.port(), '127.0.0.1');
    pipeline(client, storage, bothEnd);
    pipeline(storage, client, bothEnd);
  } catch (error) {
    log.error(`The blob storage does not start: ${error instanceof Error ? error.message : String(error)}`);
    client.destroy();
  }
}
