import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import * as z from 'zod/mini';
import type { ReadyLine } from '../../protocol/localHub.ts';
import type { DataFolder } from '../dataFolder.ts';
import { newKey } from '../iotHub/accessPolicy.ts';
import type { Log } from '../log.ts';
import type { Part } from '../part.ts';
import { CatalogueTable } from '../store/catalogueTable.ts';
import type { Store } from '../store/store.ts';
import type { OpenPort, TlsPorts } from '../tlsPorts.ts';
import { StorageProcess } from './storageProcess.ts';

export interface LocalStorageOptions {
  readonly folder: DataFolder;
  readonly catalogue: Store;
  readonly ports: TlsPorts;
  readonly log: Log;
}

/** The one account that there is. */
const account = 'localhub';
const accountDocument = z.object({ key: z.string() });
const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Blob storage: an account with a port and a key of its own, which stay the same for a data folder. The process behind
 * the port starts with the first connection; TLS ends here, as at the ports of hubs.
 */
export class LocalStorage implements Part {
  readonly #process: StorageProcess;
  readonly #key: string;
  readonly #port: OpenPort;

  private constructor(process: StorageProcess, key: string, port: OpenPort) {
    this.#process = process;
    this.#key = key;
    this.#port = port;
  }

  /** @throws StartError, StoreError, and then nothing is left open. */
  static async open({ folder, catalogue, ports, log }: LocalStorageOptions): Promise<LocalStorage> {
    const key = await keyIn(new CatalogueTable(catalogue, 'storageAccount', accountDocument));
    const process = new StorageProcess({ folder: folder.blobs, account, key, log: line => log.warn(`Blobs: ${line}`) });
    const https = createServer().removeAllListeners('connection');
    https.on('connection', (socket: Socket) => void forward(socket, process, log));

    return new LocalStorage(process, key, await ports.open({ key: '(blob storage)' }, { https }));
  }

  get ready(): Pick<ReadyLine, 'storage'> {
    const blobEndpoint = `https://localhost:${this.#port.number}/${account}`;
    const credentials = `AccountName=${account};AccountKey=${this.#key}`;
    const connectionString = `DefaultEndpointsProtocol=https;${credentials};BlobEndpoint=${blobEndpoint};`;
    return { storage: { accountName: account, blobEndpoint, connectionString } };
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

async function keyIn(table: CatalogueTable<z.infer<typeof accountDocument>>): Promise<string> {
  const known = table.get(account);
  if (known) return known.document.key;

  const key = newKey();
  await table.put(account, { key });
  return key;
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
