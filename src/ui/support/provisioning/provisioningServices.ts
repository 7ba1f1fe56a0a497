import * as vscode from 'vscode';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import type { HubConnectionString } from '../../../domain/connectionString.ts';
import { printHubConnectionString } from '../../../domain/printHubConnectionString.ts';
import type { LocalHub } from '../localHub.ts';
import { AddedProvisioningService, type AddedProvisioningRecord } from './addedProvisioningService.ts';
import { LocalProvisioningEntry } from './localProvisioningEntry.ts';
import type { ProvisioningService } from './provisioningService.ts';

const addedKey = 'provisioning.added';

/**
 * The provisioning services that a person sees. Connection strings are in SecretStorage and nowhere else; the list of
 * names is in the global state.
 */
export class ProvisioningServices implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #local = new Map<string, LocalProvisioningEntry>();
  readonly #added = new Map<string, AddedProvisioningService>();
  readonly #subscription: vscode.Disposable;

  /** Fires when the list changes, or when the local hub starts or stops. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly context: Pick<vscode.ExtensionContext, 'globalState' | 'secrets'>,
    private readonly localHub: LocalHub,
    private readonly onWait: OnWait,
  ) {
    for (const record of context.globalState.get<readonly AddedProvisioningRecord[]>(addedKey, [])) {
      this.#remember(record);
    }
    this.#subscription = localHub.onDidChange(() => this.#changed.fire());
  }

  /** Local ones first, each kind in the order in which it was added. */
  list(): readonly ProvisioningService[] {
    return [...this.localHub.provisioningNames.map(name => this.#localEntry(name)), ...this.#added.values()];
  }

  get(id: string): ProvisioningService | undefined {
    return this.list().find(service => service.id === id);
  }

  /** Adds a service, or gives one that is known a new connection string. */
  async add(
    connectionString: HubConnectionString,
    details: Omit<AddedProvisioningRecord, 'hostName'>,
  ): Promise<ProvisioningService> {
    const service = this.#remember({ hostName: connectionString.hostName, ...details });
    await this.context.secrets.store(service.secretKey, printHubConnectionString(connectionString).reveal());
    await this.#save();
    return service;
  }

  /** Forgets a service and its connection string. The data of a local one stays: a new one of its name has it again. */
  async remove(service: ProvisioningService): Promise<void> {
    if (service.kind === 'local') {
      await this.localHub.setProvisioningNames(this.localHub.provisioningNames.filter(name => name !== service.name));
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

  #localEntry(name: string): LocalProvisioningEntry {
    const entry = this.#local.get(name) ?? new LocalProvisioningEntry(name, this.localHub, this.onWait);
    this.#local.set(name, entry);
    return entry;
  }

  #remember(record: AddedProvisioningRecord): AddedProvisioningService {
    const service = new AddedProvisioningService(record, this.context.secrets, this.onWait);
    this.#added.set(service.id, service);
    return service;
  }

  async #save(): Promise<void> {
    await this.context.globalState.update(
      addedKey,
      [...this.#added.values()].map(({ record }) => record),
    );
    this.#changed.fire();
  }
}
