import * as vscode from 'vscode';
import type { OnWait } from '../../azure/iotHub/wait.ts';
import type { HubConnectionString } from '../../domain/connectionString.ts';
import { printHubConnectionString } from '../../domain/printHubConnectionString.ts';
import { AddedHub, type AddedHubRecord } from './addedHub.ts';
import type { AzureHubs } from './azure/azureHubs.ts';
import type { Hub } from './hub.ts';
import type { LocalHub } from './localHub.ts';
import { LocalHubEntry } from './localHubEntry.ts';

const addedKey = 'hubs.added';

/**
 * The hubs that a person sees. Connection strings are in SecretStorage and nowhere else; the list of names is in the
 * global state.
 */
export class Hubs implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #local = new Map<string, LocalHubEntry>();
  readonly #added = new Map<string, AddedHub>();
  readonly #subscription: vscode.Disposable;

  /** Fires when the list changes, or when the local hub starts or stops. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly context: Pick<vscode.ExtensionContext, 'globalState' | 'secrets'>,
    private readonly localHub: LocalHub,
    private readonly onWait: OnWait,
    readonly azure: AzureHubs,
  ) {
    for (const record of context.globalState.get<readonly AddedHubRecord[]>(addedKey, [])) this.#remember(record);
    this.#subscription = vscode.Disposable.from(
      localHub.onDidChange(() => this.#changed.fire()),
      azure.onDidChange(() => this.#changed.fire()),
    );
  }

  /** Local hubs first, then those added by key, then those of Azure that were used; each kind in its order. */
  list(): readonly Hub[] {
    return [...this.own(), ...this.azure.used()];
  }

  /** Those that a person made or added here. */
  own(): readonly Hub[] {
    return [...this.localHub.names.map(name => this.#localEntry(name)), ...this.#added.values()];
  }

  get(id: string): Hub | undefined {
    return this.own().find(hub => hub.id === id) ?? this.azure.get(id);
  }

  /** Adds a hub, or gives one that is known a new connection string. */
  async add(connectionString: HubConnectionString, caFile?: string): Promise<Hub> {
    const hub = this.#remember({ hostName: connectionString.hostName, ...(caFile === undefined ? {} : { caFile }) });
    await this.context.secrets.store(hub.secretKey, printHubConnectionString(connectionString).reveal());
    await this.#save();
    return hub;
  }

  /** Forgets a hub and its connection string. The data of a local hub stays: a new one of its name has it again. */
  async remove(hub: Hub): Promise<void> {
    if (hub.kind === 'local') {
      await this.localHub.setNames(this.localHub.names.filter(name => name !== hub.name));
      return;
    }
    const added = this.#added.get(hub.id);
    if (!added) return;

    await this.context.secrets.delete(added.secretKey);
    this.#added.delete(hub.id);
    await this.#save();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #localEntry(name: string): LocalHubEntry {
    const entry = this.#local.get(name) ?? new LocalHubEntry(name, this.localHub, this.onWait);
    this.#local.set(name, entry);
    return entry;
  }

  #remember(record: AddedHubRecord): AddedHub {
    const hub = new AddedHub(record, this.context.secrets, this.onWait);
    this.#added.set(hub.id, hub);
    return hub;
  }

  async #save(): Promise<void> {
    const records = [...this.#added.values()].map(hub => hub.record);
    await this.context.globalState.update(addedKey, records);
    this.#changed.fire();
  }
}
