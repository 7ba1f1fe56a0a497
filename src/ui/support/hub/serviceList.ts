import { isDeepStrictEqual } from 'node:util';
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
  /** What the global state has of it. */
  readonly record: Kept;
  /** The key of its connection string in SecretStorage. */
  readonly secretKey: string;
  /** Forgets its connection. */
  forget(): void;
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
 * is in the global state, which is that of all windows: it is read again whenever it is asked for.
 */
export class ServiceList<Service extends Listed, Kept extends AddedRecord> implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #local = new Map<string, Service>();
  /** By the host names of their records. */
  readonly #added = new Map<string, Service & Added<Kept>>();
  readonly #subscription: vscode.Disposable;

  /** Fires when the list changes, or when one of `sources` does: the local hub that starts or stops. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly context: Pick<vscode.ExtensionContext, 'globalState' | 'secrets'>,
    sources: readonly Pick<LocalHub, 'onDidChange'>[],
    private readonly kind: ServiceKind<Service, Kept>,
  ) {
    this.#subscription = vscode.Disposable.from(
      ...sources.map(source => source.onDidChange(() => this.#changed.fire())),
      // Another window may have given it a new connection string.
      context.secrets.onDidChange(({ key }) => {
        for (const service of this.#added.values()) if (service.secretKey === key) service.forget();
      }),
    );
  }

  /** Local ones first, each kind in the order in which it was added. */
  list(): readonly Service[] {
    return [
      ...this.kind.names().map(name => this.#localOne(name)),
      ...this.#records.map(record => this.#addedOne(record)),
    ];
  }

  get(id: string): Service | undefined {
    return this.list().find(service => service.id === id);
  }

  /** Adds one that `record` says is at the host of the connection string, or gives one that is known a new one. */
  protected async addRecord(connectionString: HubConnectionString, record: Kept): Promise<Service> {
    const service = this.#remember(record);
    await this.context.secrets.store(service.secretKey, printHubConnectionString(connectionString).reveal());
    const isKnown = this.#records.some(isOf(record));
    await this.#save(
      isKnown ? this.#records.map(kept => (isOf(record)(kept) ? record : kept)) : [...this.#records, record],
    );
    return service;
  }

  /** Forgets one and its connection string. The data of a local one stays: a new one of its name has it again. */
  async remove(service: Service): Promise<void> {
    if (service.kind === 'local') {
      await this.kind.setNames(this.kind.names().filter(name => name !== service.name));
      return;
    }
    const added = [...this.#added.values()].find(({ id }) => id === service.id);
    if (!added) return;

    const { record, secretKey } = added;
    await this.context.secrets.delete(secretKey);
    this.#added.delete(record.hostName);
    await this.#save(this.#records.filter(kept => !isOf(record)(kept)));
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

  get #records(): readonly Kept[] {
    return this.context.globalState.get<readonly Kept[]>(this.kind.addedKey, []);
  }

  #addedOne(record: Kept): Service {
    const known = this.#added.get(record.hostName);
    return known && isDeepStrictEqual(known.record, record) ? known : this.#remember(record);
  }

  #remember(record: Kept): Service & Added<Kept> {
    const service = this.kind.added(record);
    this.#added.set(record.hostName, service);
    return service;
  }

  async #save(records: readonly Kept[]): Promise<void> {
    await this.context.globalState.update(this.kind.addedKey, records);
    this.#changed.fire();
  }
}

function isOf({ hostName }: AddedRecord): (other: AddedRecord) => boolean {
  return other => other.hostName === hostName;
}
