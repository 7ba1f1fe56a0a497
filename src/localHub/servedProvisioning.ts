import type { ReadyLine } from '../protocol/localHub.ts';
import type { DataFolder } from './dataFolder.ts';
import type { Log } from './log.ts';
import { createProvisioningServer } from './protocols/https/provisioning/provisioningServer.ts';
import { MqttServer } from './protocols/mqtt/mqttServer.ts';
import { provisioningDoor } from './protocols/mqtt/provisioning/provisioningDoor.ts';
import { DeviceProvisioning, globalHostName } from './provisioning/deviceProvisioning.ts';
import type { LocalHubOfProcess } from './provisioning/linkedHubs.ts';
import { provisioningSteps } from './store/provisioningSteps.ts';
import { Store } from './store/store.ts';
import type { OpenPort, TlsPorts } from './tlsPorts.ts';
import type { AccessTokens } from './tokens/accessTokens.ts';

export interface ServedProvisioningOptions {
  readonly name: string;
  readonly folder: DataFolder;
  readonly ports: TlsPorts;
  /** Those that let in to its enrollments, besides the signatures of its policies. */
  readonly tokens: AccessTokens;
  /** The port to have; absent for the one that it had before. */
  readonly port: number | undefined;
  /** The hubs of the process, as they are now. */
  readonly hubs: () => readonly LocalHubOfProcess[];
  /** True keeps to the limits of the service. */
  readonly isLimited: boolean;
  readonly log: Log;
}

/** The entry of a provisioning service in the ready line. */
type Address = NonNullable<ReadyLine['provisioning']>[number];

/** A provisioning service, its store and its port. */
export class ServedProvisioning {
  readonly service: DeviceProvisioning;
  readonly #port: OpenPort;

  private constructor(service: DeviceProvisioning, port: OpenPort) {
    this.service = service;
    this.#port = port;
  }

  /** @throws StoreError, StartError `portInUse`, `portForbidden`, and then nothing is left open. */
  static async open(options: ServedProvisioningOptions): Promise<ServedProvisioning> {
    const { name, folder, hubs, isLimited, log } = options;
    const store = await Store.open(folder.provisioningStoreFile(name), provisioningSteps);
    const service = new DeviceProvisioning({ name, store, hubs, isLimited, log });
    try {
      return new ServedProvisioning(service, await openPort(service, options));
    } catch (error) {
      closeService(service);
      throw error;
    }
  }

  get name(): string {
    return this.service.name;
  }

  get address(): Address {
    const { name, idScope, owner, linkedHubs } = this.service;
    const port = this.#port.number;
    const hostName = `localhost:${port}`;
    const key = owner.primaryKey.reveal();
    const connectionString = `HostName=${hostName};SharedAccessKeyName=${owner.name};SharedAccessKey=${key}`;

    const latenciesMs = Object.fromEntries(linkedHubs.latenciesMs);
    return { name, idScope, hostName, port, connectionString, latenciesMs };
  }

  /** First who speaks to the service, then the service, last what it wrote to. */
  async close(): Promise<void> {
    await this.#port.close();
    closeService(this.service);
  }
}

function openPort(
  service: DeviceProvisioning,
  { ports, port, tokens, log }: ServedProvisioningOptions,
): Promise<OpenPort> {
  const { name } = service;
  const https = createProvisioningServer(service, tokens, error =>
    log.error(`Provisioning service "${name}": ${describe(error)}`),
  );
  const request = {
    // No hub has a name with a slash.
    key: `provisioning/${name}`,
    hostNames: [`${name}.azure-devices-provisioning.net`, globalHostName],
    option: `--dps ${name}:PORT`,
    ...(port === undefined ? {} : { number: port }),
  };

  const mqtt = new MqttServer({ doorkeeper: provisioningDoor(service), log });
  return ports.open(request, { mqtt, https });
}

function closeService(service: DeviceProvisioning): void {
  service.close();
  service.store.close();
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
