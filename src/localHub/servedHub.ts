import { tierLimits } from '../domain/tierLimits.ts';
import type { ReadyLine } from '../protocol/localHub.ts';
import type { DataFolder } from './dataFolder.ts';
import type { HubSku } from './hubRecord.ts';
import { configurationCounts } from './iotHub/configurations/configurations.ts';
import { IotHub } from './iotHub/iotHub.ts';
import type { Log } from './log.ts';
import { createServiceServer } from './protocols/https/serviceServer.ts';
import { MqttProtocol } from './protocols/mqtt/mqttProtocol.ts';
import { Store } from './store/store.ts';
import type { OpenPort, TlsPorts } from './tlsPorts.ts';
import type { AccessTokens } from './tokens/accessTokens.ts';
import { BlobThread, type ReachContainer } from './transferWorker/blobThread.ts';

export interface ServedHubOptions {
  readonly name: string;
  readonly sku: HubSku;
  readonly folder: DataFolder;
  readonly ports: TlsPorts;
  /** The port to have; absent for the one that it had before. */
  readonly port: number | undefined;
  /** More ports to listen on than its own. */
  readonly morePorts?: readonly number[];
  readonly reachContainer: ReachContainer;
  /** Those that let in besides signatures of the hub's policies. */
  readonly tokens: AccessTokens;
  readonly log: Log;
}

/** A hub, its store and its port. */
export class ServedHub {
  readonly hub: IotHub;
  readonly #port: OpenPort;
  #sku: HubSku;

  private constructor(hub: IotHub, port: OpenPort, sku: HubSku) {
    this.hub = hub;
    this.#port = port;
    this.#sku = sku;
  }

  /** @throws StoreError, StartError `portInUse`, `portForbidden`, and then nothing is left open. */
  static async open(options: ServedHubOptions): Promise<ServedHub> {
    const { name, sku, folder, ports, reachContainer } = options;
    const store = await Store.open(folder.storeFile(name));
    const startBlobWorker = () => new BlobThread(ports.caFile, reachContainer);
    const hub = new IotHub({ name, store, startBlobWorker, ...limitsFor(sku) });
    try {
      return new ServedHub(hub, await openPort(hub, options), sku);
    } catch (error) {
      closeHub(hub);
      throw error;
    }
  }

  get name(): string {
    return this.hub.name;
  }

  get sku(): HubSku {
    return this.#sku;
  }

  /** Serves by the limits of this tier from now on. */
  useSku(sku: HubSku): void {
    this.#sku = sku;
    const { limits, units, mostConfigurations } = limitsFor(sku);
    this.hub.useLimits(limits, units, mostConfigurations);
  }

  /** Its entry in the ready line. */
  get address(): ReadyLine['hubs'][number] {
    const port = this.#port.number;
    const hostName = `localhost:${port}`;
    const key = this.hub.accessPolicies.get('iothubowner').primaryKey.reveal();

    return {
      name: this.name,
      hostName,
      port,
      connectionString: `HostName=${hostName};SharedAccessKeyName=iothubowner;SharedAccessKey=${key}`,
      ...this.#sku,
    };
  }

  /** First who speaks to the hub, then the hub, last what it wrote to. */
  async close(): Promise<void> {
    await this.#port.close();
    closeHub(this.hub);
  }
}

function openPort(hub: IotHub, { ports, port, morePorts = [], tokens, log }: ServedHubOptions): Promise<OpenPort> {
  const { name } = hub;
  const https = createServiceServer(hub, tokens, error => log.error(`Hub "${name}": ${describe(error)}`));
  const request = {
    key: name,
    hostNames: [`${name}.azure-devices.net`],
    morePorts,
    option: `--hub ${name}:PORT`,
    ...(port === undefined ? {} : { number: port }),
  };

  return ports.open(request, { mqtt: new MqttProtocol({ gateway: hub, log }), https });
}

/** A hub of tier `unlimited` has no limits, but as many configurations as any other. */
function limitsFor({ tier, units }: HubSku) {
  return {
    limits: tier === 'unlimited' ? undefined : tierLimits[tier],
    units,
    mostConfigurations: tier === 'F1' ? configurationCounts.free : configurationCounts.paid,
  };
}

function closeHub(hub: IotHub): void {
  hub.close();
  hub.store.close();
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
