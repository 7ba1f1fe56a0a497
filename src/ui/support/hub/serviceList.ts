import * as vscode from 'vscode';
import type { HubConnectionString } from '../../../domain/connectionString.ts';
import { printHubConnectionString } from '../../../domain/printHubConnectionString.ts';
import type { AddedRecord } from './addedService.ts';
import type { LocalHub } from '../localHub/localHub.ts';

/** A hub or a provisioning service, as far as a list of them knows it. */
interface Listed {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** One that was added by connection string. */
interface Added<Kept> {
  readonly record: Kept;
  /** The key of its connection string in SecretStorage. */
  readonly secretKey: string;
}

/** How the services of a kind are kept and made. */
interface ServiceKind<Service, Kept> {
  /** Where the global state has the records of those that were added. */
  readonly addedKey: string;
  /** The names of those of the local hub. */
  readonly names: () => readonly string[];
  readonly setNames: (names: readonly string[]) => Promise<void>;
  readonly local: (name: string) => Service;
  readonly added: (record: Kept) => Service & Added<Kept>;
}

/**
 * The services of a kind that a person sees. Connection strings are in SecretStorage and nowhere else; the list of names
 * is in the global state.
 */
export class ServiceList<Service extends Listed, Kept extends AddedRecord> implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #local = new Map<string, Service>();
  readonly #added = new Map<string, Service & Added<Kept>>();
  readonly #subscription: vscode.Disposable;

  /** Fires when the list changes, or when one of `sources` does: the local hub that starts or stops. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly context: Pick<vscode.ExtensionContext, 'globalState' | 'secrets'>,
    sources: readonly Pick<LocalHub, 'onDidChange'>[],
    private readonly kind: ServiceKind<Service, Kept>,
  ) {
    for (const record of context.globalState.get<readonly Kept[]>(kind.addedKey, [])) this.#remember(record);
    this.#subscription = vscode.Disposable.from(
      ...sources.map(source => source.onDidChange(() => this.#changed.fire())),
    );
  }

  /** Local ones first, each kind in the order in which it was added. */
  list(): readonly Service[] {
    return [...this.kind.names().map(name => this.#localOne(name)), ...this.#added.values()];
  }

  get(id: string): Service | undefined {
    return this.list().find(service => service.id === id);
  }

  /** Adds one that `record` says is at the host of the connection string, or gives one that is known a new one. */
  protected async addRecord(connectionString: HubConnectionString, record: Kept): Promise<Service> {
    const service = this.#remember(record);
    await this.context.secrets.store(service.secretKey, printHubConnectionString(connectionString).reveal());
    await this.#save();
    return service;
  }

  /** Forgets one and its connection string. The data of a local one stays: a new one of its name has it again. */
  async remove(service: Service): Promise<void> {
    if (service.kind === 'local') {
      await this.kind.setNames(this.kind.names().filter(name => name !== service.name));
      return;
    }
    const added = this.#added.get(service.id);
    if (!added) return;

    await this.context.secrets.delete(added.secretKey);
    this.#added.delete(service.id);
    await this.#save();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #localOne(name: string): Service {
    const service = this.#local.get(name) ?? this.kind.local(name);
    this.#local.set(name, service);
    return service;
  }

  #remember(record: Kept): Service & Added<Kept> {
    const service = this.kind.added(record);
    this.#added.set(service.id, service);
    return service;
  }

  async #save(): Promise<void> {
    const records = [...this.#added.values()].map(({ record }) => record);
    await this.context.globalState.update(this.kind.addedKey, records);
    this.#changed.fire();
  }
}
