import { hubEndpoint } from '../../azure/endpoint.ts';
import { createHubClient } from '../../azure/iotHub/hubClient.ts';
import { createHubResource } from '../../azure/resourceManager/hubResource.ts';
import type { OnWait } from '../../azure/iotHub/wait.ts';
import {
  type HubConnectionString,
  isHubConnectionString,
  parseHubConnectionString,
} from '../../domain/connectionString.ts';
import { HubError } from '../../domain/hubError.ts';
import type { Hub, HubConnection } from './hub.ts';
import type { LocalHub, RunningLocalHub } from './localHub.ts';

/** A hub of the local hub. Its port and client are new each time that the process starts. */
export class LocalHubEntry implements Hub {
  readonly kind = 'local';
  readonly managed = true;
  readonly id: string;
  #connected: { readonly to: RunningLocalHub; readonly connection: HubConnection } | undefined;

  constructor(
    readonly name: string,
    private readonly localHub: LocalHub,
    private readonly onWait: OnWait,
  ) {
    this.id = `local/${name}`;
  }

  get available(): boolean {
    return this.#running !== undefined;
  }

  async connect(): Promise<HubConnection> {
    const running = this.#mustRun();
    if (this.#connected?.to !== running) this.#connected = { to: running, connection: this.#connection(running) };
    return this.#connected.connection;
  }

  async connectionString(): Promise<HubConnectionString> {
    return this.#parse(this.#mustRun());
  }

  #mustRun(): RunningLocalHub {
    const running = this.#running;
    if (running) return running;

    throw new HubError({ kind: 'unreachable', hub: this.name });
  }

  get #running(): RunningLocalHub | undefined {
    const { state } = this.localHub;
    return state.kind === 'running' ? state.hubs.get(this.name) : undefined;
  }

  #connection(running: RunningLocalHub): HubConnection {
    const { ca, resources } = running;
    const endpoint = hubEndpoint(this.#parse(running), ca);
    return {
      endpoint,
      client: createHubClient(endpoint, { name: this.name, onWait: this.onWait }),
      resource: createHubResource({ ...resources, name: this.name }),
    };
  }

  #parse({ connectionString }: RunningLocalHub): HubConnectionString {
    const parsed = parseHubConnectionString(connectionString);
    if (isHubConnectionString(parsed)) return parsed;

    throw new HubError({ kind: 'unreachable', hub: this.name });
  }
}
