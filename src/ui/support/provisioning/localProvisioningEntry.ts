import { hubEndpoint } from '../../../azure/endpoint.ts';
import { createProvisioningClient } from '../../../azure/provisioning/provisioningClient.ts';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../../domain/connectionString.ts';
import { HubError } from '../../../domain/hubError.ts';
import type { LocalHub, RunningLocalProvisioning } from '../localHub.ts';
import type { ProvisioningConnection, ProvisioningService } from './provisioningService.ts';

/** A provisioning service of the local hub. Its port and client are new each time that the process starts. */
export class LocalProvisioningEntry implements ProvisioningService {
  readonly kind = 'local';
  readonly id: string;
  #connected: { readonly to: RunningLocalProvisioning; readonly connection: ProvisioningConnection } | undefined;

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

  get idScope(): string | undefined {
    return this.#running?.idScope;
  }

  async connect(): Promise<ProvisioningConnection> {
    const running = this.#running;
    if (!running) throw new HubError({ kind: 'unreachable', hub: this.name });

    if (this.#connected?.to !== running) this.#connected = { to: running, connection: this.#connection(running) };
    return this.#connected.connection;
  }

  get #running(): RunningLocalProvisioning | undefined {
    const { state } = this.localHub;
    return state.kind === 'running' ? state.provisioning.get(this.name) : undefined;
  }

  #connection({ connectionString, ca }: RunningLocalProvisioning): ProvisioningConnection {
    const parsed = parseHubConnectionString(connectionString);
    if (!isHubConnectionString(parsed)) throw new HubError({ kind: 'unreachable', hub: this.name });

    const endpoint = hubEndpoint(parsed, ca);
    return { endpoint, client: createProvisioningClient(endpoint, { name: this.name, onWait: this.onWait }) };
  }
}
