import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readyLine } from '../../../src/protocol/localHub.ts';
import { mustRun } from '../../support/program.ts';
import { projectFolder } from '../../support/projectFolder.ts';
import type { Device, Target } from './mqttConnect.ts';
import { sharedAccessSignature } from './sharedAccessSignature.ts';

/** As it ships: the production bundle, in a process of its own, on a data folder of its own. */
export class BenchedHub implements AsyncDisposable {
  readonly target: Target;
  readonly #process: ChildProcess;
  readonly #dataFolder: string;
  readonly #hostName: string;
  readonly #policyKey: string;
  readonly #deviceKeys = new Map<string, string>();

  private constructor(child: ChildProcess, dataFolder: string, ready: unknown) {
    const { caFile, hubs } = readyLine.parse(ready);
    const [hub] = hubs;
    if (!hub) throw new Error('The local hub serves nothing.');

    this.#process = child;
    this.#dataFolder = dataFolder;
    this.#hostName = hub.hostName;
    this.#policyKey = /SharedAccessKey=(?<key>[^;]+)/.exec(hub.connectionString)?.groups?.['key'] ?? '';
    this.target = { port: hub.port, ca: readFileSync(caFile, 'utf8') };
  }

  static async start(): Promise<BenchedHub> {
    const bundles = join(projectFolder, 'test', 'output', 'bench');
    await mustRun('node', ['esbuild.mjs', '--production', '--outdir', bundles]);

    const dataFolder = mkdtempSync(join(tmpdir(), 'iot-hub-bench-'));
    const args = [join(bundles, 'localHub.js'), 'serve', '--data', dataFolder, '--hub', 'bench', '--json'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return new BenchedHub(child, dataFolder, JSON.parse(line));
  }

  get authorization(): string {
    return sharedAccessSignature(this.#hostName, this.#policyKey, 'iothubowner');
  }

  /** Resident memory of the hub's process. */
  get memoryMb(): number {
    const kib = execFileSync('ps', ['-o', 'rss=', '-p', String(this.#process.pid)], { encoding: 'utf8' });
    return Number(kib) / 1024;
  }

  /** Creates devices with keys, 100 in a call, which is the most. */
  async createDevices(count: number): Promise<void> {
    for (let first = 0; first < count; first += 100) {
      const ids = Array.from({ length: Math.min(100, count - first) }, (_, index) => `device-${first + index}`);
      for (const id of ids) this.#deviceKeys.set(id, randomBytes(32).toString('base64'));
      await this.#post(
        '/devices',
        ids.map(id => this.#creation(id)),
      );
    }
  }

  /** The first `count` devices, as their CONNECT packets say. */
  devices(count: number): readonly Device[] {
    return this.#keys(count).map(([deviceId, key]) => ({
      deviceId,
      username: `${this.#hostName}/${deviceId}/?api-version=2021-04-12`,
      password: sharedAccessSignature(`${this.#hostName}/devices/${deviceId}`, key),
    }));
  }

  /** As {@link BenchedHub.devices}, for the device SDK; `port` of another server for the same load there. */
  connectionStrings(count: number, port = this.target.port): readonly string[] {
    return this.#keys(count).map(
      ([deviceId, key]) => `HostName=localhost:${port};DeviceId=${deviceId};SharedAccessKey=${key}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await gone;
    rmSync(this.#dataFolder, { recursive: true, force: true });
  }

  #keys(count: number): readonly [string, string][] {
    return [...this.#deviceKeys].slice(0, count);
  }

  #creation(id: string): object {
    const primaryKey = this.#deviceKeys.get(id);

    return {
      id,
      importMode: 'create',
      status: 'enabled',
      authentication: { type: 'sas', symmetricKey: { primaryKey, secondaryKey: primaryKey } },
    };
  }

  async #post(path: string, body: unknown): Promise<void> {
    const call = request({
      host: '127.0.0.1',
      port: this.target.port,
      servername: 'localhost',
      ca: this.target.ca,
      method: 'POST',
      path: `${path}?api-version=2021-04-12`,
      headers: { authorization: this.authorization, 'content-type': 'application/json' },
    });
    call.end(JSON.stringify(body));
    const [response] = await once(call, 'response');
    response.resume();
    if (response.statusCode !== 200) throw new Error(`POST ${path} was answered with ${response.statusCode}.`);
  }
}
