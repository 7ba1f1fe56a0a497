import type { X509Certificate } from 'node:crypto';
import { tierLimits } from '../domain/tierLimits.ts';
import type { ReadyLine, Tier } from '../protocol/localHub.ts';
import type { ServerCertificate } from './certificates/serverCertificate.ts';
import type { HubRequest } from './commandLine.ts';
import type { DataFolder } from './dataFolder.ts';
import { listenOn } from './hubPort.ts';
import { configurationCounts } from './iotHub/configurations/configurations.ts';
import { IotHub } from './iotHub/iotHub.ts';
import type { Log } from './log.ts';
import { createServiceServer } from './protocols/https/serviceServer.ts';
import { MqttProtocol } from './protocols/mqtt/mqttProtocol.ts';
import { Port } from './protocols/port.ts';
import { Store } from './store/store.ts';
import { BlobThread } from './transferWorker/blobThread.ts';

export interface ServedHubOptions {
  readonly folder: DataFolder;
  readonly certificate: ServerCertificate;
  /** PEM of the authority that signed it. */
  readonly ca: string;
  readonly deviceAuthorities: readonly X509Certificate[];
  readonly tier: Tier;
  /** More ports to listen on than its own. */
  readonly morePorts: readonly number[];
  readonly log: Log;
}

/** A hub, its store and its port. */
export class ServedHub {
  readonly #hub: IotHub;
  readonly #port: Port;
  readonly portNumber: number;

  private constructor(hub: IotHub, port: Port, portNumber: number) {
    this.#hub = hub;
    this.#port = port;
    this.portNumber = portNumber;
  }

  /** @throws StoreError, StartError `portInUse`, `portForbidden` */
  static async open({ name, port: wanted }: HubRequest, options: ServedHubOptions): Promise<ServedHub> {
    const { folder, morePorts } = options;
    const hub = await openHub(name, options);
    const port = openPort(hub, options);
    try {
      const portNumber = await listenOn(port, name, wanted ?? folder.portOf(name));
      for (const more of morePorts) await listenOn(port, name, more);
      return new ServedHub(hub, port, portNumber);
    } catch (error) {
      await closeAll(port, hub);
      throw error;
    }
  }

  get name(): string {
    return this.#hub.name;
  }

  /** Its entry in the ready line. */
  get address(): ReadyLine['hubs'][number] {
    const hostName = `localhost:${this.portNumber}`;
    const key = this.#hub.policy('iothubowner').primaryKey.reveal();

    return {
      name: this.name,
      hostName,
      port: this.portNumber,
      connectionString: `HostName=${hostName};SharedAccessKeyName=iothubowner;SharedAccessKey=${key}`,
    };
  }

  useCertificate(certificate: ServerCertificate): void {
    this.#port.useCertificate(certificate);
  }

  close(): Promise<void> {
    return closeAll(this.#port, this.#hub);
  }
}

async function openHub(name: string, { folder, tier, deviceAuthorities, ca }: ServedHubOptions): Promise<IotHub> {
  const store = await Store.open(folder.storeFile(name));
  const limits = tier === 'unlimited' ? {} : { limits: tierLimits[tier] };

  const mostConfigurations = tier === 'F1' ? configurationCounts.free : configurationCounts.paid;
  const startBlobWorker = () => new BlobThread(ca);
  return new IotHub({ name, store, deviceAuthorities, mostConfigurations, startBlobWorker, ...limits });
}

function openPort(hub: IotHub, { certificate, log }: ServedHubOptions): Port {
  const https = createServiceServer(hub, error => log.error(`Hub "${hub.name}": ${describe(error)}`));

  return new Port({ certificate, mqtt: new MqttProtocol({ gateway: hub, log }), https, log });
}

/** First who speaks to the hub, then the hub, last what it wrote to. */
async function closeAll(port: Port, hub: IotHub): Promise<void> {
  await port.close();
  hub.close();
  hub.store.close();
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
