import { type KeyedEndpoint, hubEndpoint } from '../../../azure/endpoint.ts';
import {
  type HubConnectionString,
  isHubConnectionString,
  parseHubConnectionString,
} from '../../../domain/connectionString.ts';
import { HubError } from '../../../domain/hubError.ts';
import type { LocalHub, LocalHubState, RunningLocalHub } from './localHub.ts';

/** What each part of the local hub that runs has. */
type Running = Pick<RunningLocalHub, 'connectionString' | 'ca'>;
export type RunningState = Extract<LocalHubState, { kind: 'running' }>;

/** A hub or a provisioning service of the local hub. Its port and client are new each time that the process starts. */
export abstract class LocalService<Part extends Running, Connection> {
  readonly kind = 'local';
  readonly id: string;
  #connected: { readonly to: Part; readonly connection: Connection } | undefined;

  constructor(
    readonly name: string,
    private readonly localHub: Pick<LocalHub, 'state'>,
  ) {
    this.id = `local/${name}`;
  }

  get available(): boolean {
    return this.running !== undefined;
  }

  /** @throws HubError `unreachable` if it does not run. */
  async connect(): Promise<Connection> {
    const running = this.#mustRun();
    if (this.#connected?.to !== running) this.#connected = { to: running, connection: this.#connect(running) };
    return this.#connected.connection;
  }

  /** Throws as {@link connect}. */
  async connectionString(): Promise<HubConnectionString> {
    return this.#parse(this.#mustRun());
  }

  protected get running(): Part | undefined {
    const { state } = this.localHub;
    return state.kind === 'running' ? this.partOf(state) : undefined;
  }

  protected abstract partOf(state: RunningState): Part | undefined;

  /** Opens no connection yet. */
  protected abstract connectionTo(endpoint: KeyedEndpoint, running: Part): Connection;

  #connect(running: Part): Connection {
    return this.connectionTo(hubEndpoint(this.#parse(running), running.ca), running);
  }

  #mustRun(): Part {
    const { running } = this;
    if (running) return running;

    throw new HubError({ kind: 'unreachable', hub: this.name });
  }

  #parse({ connectionString }: Running): HubConnectionString {
    const parsed = parseHubConnectionString(connectionString);
    if (isHubConnectionString(parsed)) return parsed;

    throw new HubError({ kind: 'unreachable', hub: this.name });
  }
}
