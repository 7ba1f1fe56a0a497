import { once } from 'node:events';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AgentOptions } from 'node:https';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import iothub from 'azure-iothub';
import provisioningService from 'azure-iot-provisioning-service';
import type { ReadyLine } from '../../src/protocol/localHub.ts';
import { readyLine } from '../../src/protocol/localHub.ts';
import { projectFolder } from './projectFolder.ts';

export const localHubScript = join(projectFolder, 'dist', 'localHub.js');

export interface LocalHubOptions {
  /** `memory` unless said. */
  readonly data?: string;
  readonly args?: readonly string[];
  readonly scriptFile?: string;
  /** Writing fails beyond this, as on a full disk. */
  readonly mostFileKilobytes?: number;
}

/** A local hub process for tests, started from its bundle; `await using` ends it. */
export class LocalHub implements AsyncDisposable {
  readonly ready: ReadyLine;
  /** PEM of the authority to trust. */
  readonly ca: string;
  readonly process: ChildProcess;

  private constructor(process: ChildProcess, ready: ReadyLine, ca: string) {
    this.process = process;
    this.ready = ready;
    this.ca = ca;
  }

  static async start({
    data = 'memory',
    args = [],
    scriptFile,
    mostFileKilobytes,
  }: LocalHubOptions = {}): Promise<LocalHub> {
    const process = runLocalHub(['serve', '--json', '--data', data, ...args], scriptFile, mostFileKilobytes);
    const ready = readyLine.parse(JSON.parse(await firstLine(process)));
    return new LocalHub(process, ready, await readFile(ready.caFile, 'utf8'));
  }

  /** The same process, with a hub that was made while it ran as the first. */
  servedAt(connectionString: string): LocalHub {
    const [, hostName = '', port = ''] = /^HostName=([^;]*:(\d+));/.exec(connectionString) ?? [];
    const hub = { ...this.hub, name: hostName, hostName, port: Number(port), connectionString };
    return new LocalHub(this.process, { ...this.ready, hubs: [hub] }, this.ca);
  }

  /** The first hub. */
  get hub(): ReadyLine['hubs'][number] {
    const [hub] = this.ready.hubs;
    if (!hub) throw new Error('The local hub serves no hub.');
    return hub;
  }

  /** The first provisioning service. */
  get provisioning(): NonNullable<ReadyLine['provisioning']>[number] {
    const [service] = this.ready.provisioning ?? [];
    if (!service) throw new Error('The local hub serves no provisioning service.');
    return service;
  }

  /** Leads every request to a port: the hub's unless said. */
  agent(more: AgentOptions = {}): Agent {
    const { port } = this.hub;
    return new Agent({ keepAlive: true, host: '127.0.0.1', port, servername: 'localhost', ca: this.ca, ...more });
  }

  /** The official registry client, of the first hub unless said. Its address is without a port, which is in its agent. */
  registry(hub = this.hub): iothub.Registry {
    const address = hub.connectionString.replace(hub.hostName, 'localhost');
    return this.#throughAgent(iothub.Registry.fromConnectionString(address), { port: hub.port });
  }

  /** @throws if there is no hub of that name. */
  named(name: string): ReadyLine['hubs'][number] {
    const hub = this.ready.hubs.find(each => each.name === name);
    if (!hub) throw new Error(`The local hub serves no hub "${name}".`);
    return hub;
  }

  /** The official client for direct methods. */
  serviceClient(): iothub.Client {
    return this.#throughAgent(iothub.Client.fromConnectionString(this.serviceConnectionString));
  }

  /** The official client for enrollments. */
  provisioningServiceClient(): provisioningService.ProvisioningServiceClient {
    const { connectionString, hostName, port } = this.provisioning;
    const address = connectionString.replace(hostName, 'localhost');
    return this.#throughAgent(provisioningService.ProvisioningServiceClient.fromConnectionString(address), { port });
  }

  /** The official client for scheduled jobs. */
  jobClient(): iothub.JobClient {
    return this.#throughAgent(iothub.JobClient.fromConnectionString(this.serviceConnectionString));
  }

  /** Without a port, for clients whose agent has it. */
  get serviceConnectionString(): string {
    return this.hub.connectionString.replace(this.hub.hostName, 'localhost');
  }

  #throughAgent<Client extends object>(client: Client, more: AgentOptions = {}): Client {
    const { _restApiClient: rest } = client as unknown as { _restApiClient: { setOptions(options: object): void } };
    rest.setOptions({ http: { agent: this.agent(more) } });
    return client;
  }

  /** Creates a device that has keys, and gives its connection string. */
  async createDevice(deviceId: string): Promise<string> {
    const { responseBody } = await this.registry().create({ deviceId });
    return `HostName=${this.hub.hostName};DeviceId=${deviceId};SharedAccessKey=${responseBody.authentication?.symmetricKey?.primaryKey}`;
  }

  /** Ends the process by `signal` and waits until it is gone. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;

    const exited = once(this.process, 'exit');
    this.process.kill(signal);
    await exited;
    return this.process.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }
}

/** Runs the script with any arguments; stdout and stderr are pipes. */
export function runLocalHub(
  args: readonly string[],
  scriptFile = localHubScript,
  mostFileKilobytes?: number,
): ChildProcess {
  const command = [process.execPath, scriptFile, ...args];
  // bash counts in kilobytes; a process that ignores the signal gets an error from its write.
  const limited = `trap '' XFSZ; ulimit -f ${mostFileKilobytes}; exec "$@"`;
  const [file = '', ...rest] = mostFileKilobytes === undefined ? command : ['bash', '-c', limited, 'bash', ...command];
  return spawn(file, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A data folder that is gone at the end of the test. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'local-hub-test-'));

  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** @throws what the process wrote to stderr, if it ends before it writes a line. */
function firstLine({ stdout, stderr }: ChildProcess): Promise<string> {
  if (!stdout || !stderr) throw new Error('The process has no pipes.');

  let said = '';
  stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    const lines = createInterface(stdout);
    lines.once('line', resolve);
    lines.once('close', () => reject(new Error(said || 'The local hub wrote nothing.')));
  });
}
