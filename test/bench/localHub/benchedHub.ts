import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import common from 'azure-iot-common';
import type { JobClient, Registry } from 'azure-iothub';
import { LocalHub, temporaryFolder } from '../../support/localHub.ts';
import { mustRun } from '../../support/program.ts';
import { projectFolder } from '../../support/projectFolder.ts';
import type { Device, Target } from './mqttConnect.ts';

const tokenLifetimeSeconds = 3600;
/** The most that the registry takes in one call. */
const bulkSize = 100;

/** The hub as it ships: the production bundle, in a process of its own, with a data folder of its own. */
export class BenchedHub implements AsyncDisposable {
  readonly target: Target;
  /** How long the process took until it served. */
  readonly startMs: number;
  readonly #localHub: LocalHub;
  readonly #resources: AsyncDisposableStack;
  readonly #deviceKeys = new Map<string, string>();

  private constructor(localHub: LocalHub, startMs: number, resources: AsyncDisposableStack) {
    this.target = { port: localHub.hub.port, ca: localHub.ca };
    this.startMs = startMs;
    this.#localHub = localHub;
    this.#resources = resources;
  }

  /**
   * @param fill puts devices into the store before the hub opens it.
   * @param args more for its command line.
   */
  static async start(fill?: (storeFile: string) => Promise<void>, args: readonly string[] = []): Promise<BenchedHub> {
    const bundles = join(projectFolder, 'test', 'output', 'bench');
    await mustRun('node', ['esbuild.mjs', '--production', '--outdir', bundles]);

    await using opened = new AsyncDisposableStack();
    const { path: data } = opened.use(await temporaryFolder());
    await mkdir(join(data, 'hubs'));
    await fill?.(join(data, 'hubs', 'local.db'));

    const startedMs = performance.now();
    const localHub = opened.use(await LocalHub.start({ data, args, scriptFile: join(bundles, 'localHub.js') }));
    return new BenchedHub(localHub, performance.now() - startedMs, opened.move());
  }

  /** Of its owner's policy. */
  get connectionString(): string {
    return this.#localHub.hub.connectionString;
  }

  /** Where the authority stands that signs its certificate. */
  get caFile(): string {
    return this.#localHub.ready.caFile;
  }

  /** For calls of the REST API. */
  get authorization(): string {
    const { hostName, connectionString } = this.#localHub.hub;
    const key = /SharedAccessKey=(?<key>[^;]+)/.exec(connectionString)?.groups?.['key'] ?? '';

    return token(hostName, key, 'iothubowner');
  }

  /** The official client for scheduled jobs. */
  jobClient(): JobClient {
    return this.#localHub.jobClient();
  }

  /** Resident memory of the hub's process. */
  get memoryMb(): number {
    return residentMb(this.#localHub.process.pid ?? 0);
  }

  /** The official registry client. */
  registry(): Registry {
    return this.#localHub.registry();
  }

  /** Creates enabled devices with keys. */
  async createDevices(count: number): Promise<void> {
    const registry = this.#localHub.registry();
    for (let first = 0; first < count; first += bulkSize) {
      const ids = Array.from({ length: Math.min(bulkSize, count - first) }, (_, index) => `device-${first + index}`);
      await registry.addDevices(ids.map(id => this.#newDevice(id)));
    }
  }

  /** Takes in devices that are in the store already. */
  adoptDevices(keys: Iterable<readonly [deviceId: string, key: string]>): void {
    for (const [deviceId, key] of keys) this.#deviceKeys.set(deviceId, key);
  }

  /** The first `count` devices, as their CONNECT packets say. */
  devices(count: number): readonly Device[] {
    const { hostName } = this.#localHub.hub;

    return this.#keys(count).map(([deviceId, key]) => ({
      deviceId,
      username: `${hostName}/${deviceId}/?api-version=2021-04-12`,
      password: token(`${hostName}/devices/${deviceId}`, key),
    }));
  }

  /** As {@link BenchedHub.devices}, for the device SDK; `port` of another server for the same load there. */
  connectionStrings(count: number, port = this.target.port): readonly string[] {
    return this.#keys(count).map(
      ([deviceId, key]) => `HostName=localhost:${port};DeviceId=${deviceId};SharedAccessKey=${key}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }

  #keys(count: number): readonly [string, string][] {
    return [...this.#deviceKeys].slice(0, count);
  }

  #newDevice(deviceId: string): Registry.DeviceDescription {
    const primaryKey = randomBytes(32).toString('base64');
    this.#deviceKeys.set(deviceId, primaryKey);

    return {
      deviceId,
      status: 'enabled',
      authentication: { type: 'sas', symmetricKey: { primaryKey, secondaryKey: primaryKey } },
    };
  }
}

/** Made as the clients make theirs. @param policy none for a device's own key. */
function token(resource: string, key: string, policy = ''): string {
  const expiry = Math.floor(Date.now() / 1000) + tokenLifetimeSeconds;

  return common.SharedAccessSignature.create(encodeURIComponent(resource), policy, key, expiry).toString();
}

/** Read from the kernel where that is possible: a process for it would disturb what is measured. */
function residentMb(pid: number): number {
  if (process.platform !== 'linux') {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  }
  return Number(/VmRSS:\s+(?<kib>\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.groups?.['kib']) / 1024;
}
