import * as vscode from 'vscode';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import type { HubListing } from '../../../domain/resources/resourceManager.ts';
import type { AzureAccounts } from './azureAccounts.ts';
import { AzureHub, azureHubId, type AzureHubRecord } from './azureHub.ts';
import type { AzureSubscription } from './azureSubscriptions.ts';

const usedKey = 'hubs.azure';

/** The hubs of Azure: those that lists have shown, and those that were used, which are known after a restart, too. */
export class AzureHubs implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #accounts: AzureAccounts;
  readonly #onWait: OnWait;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #hubs = new Map<string, AzureHub>();
  readonly #subscription: vscode.Disposable;

  /** Fires when a hub is used for the first time, or is used by key from now on, or is gone. */
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento, accounts: AzureAccounts, onWait: OnWait) {
    this.#state = state;
    this.#accounts = accounts;
    this.#onWait = onWait;
    for (const record of this.#records) this.#remember(record);
    this.#subscription = accounts.onDidChange(() => {
      for (const hub of this.#hubs.values()) hub.forget();
    });
  }

  /** Those that were used. */
  used(): readonly AzureHub[] {
    return this.#records.flatMap(({ resourceId }) => this.get(azureHubId(resourceId)) ?? []);
  }

  get(id: string): AzureHub | undefined {
    return this.#hubs.get(id);
  }

  /** The hub of a list: always the same one. Nothing for one that is still being made. */
  of(listing: HubListing, { tenant, identity }: AzureSubscription): AzureHub | undefined {
    const { id: resourceId, name, hostName, localAuthDisabled, sku, units } = listing;
    if (hostName === undefined) return undefined;

    const { tenantId } = tenant;
    const identityId = identity.id;
    return this.#remember({ resourceId, name, hostName, tenantId, identityId, sku, units, localAuthDisabled });
  }

  /** Forgets a hub that is no more. */
  async remove(resourceId: string): Promise<void> {
    const id = azureHubId(resourceId);
    this.#hubs.delete(id);
    await this.#save(this.#records.filter(record => azureHubId(record.resourceId) !== id));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  get #records(): readonly AzureHubRecord[] {
    return this.#state.get<readonly AzureHubRecord[]>(usedKey, []);
  }

  #remember(record: AzureHubRecord): AzureHub {
    const known = this.#hubs.get(azureHubId(record.resourceId));
    known?.update(record);
    const hub = known ?? new AzureHub(record, this.#parts);
    this.#hubs.set(hub.id, hub);
    return hub;
  }

  get #parts() {
    const onUsed = (record: AzureHubRecord) => this.#noteUse(record);
    return { accounts: this.#accounts, onWait: this.#onWait, onUsed };
  }

  async #noteUse(record: AzureHubRecord): Promise<void> {
    const id = azureHubId(record.resourceId);
    const known = this.#records.find(({ resourceId }) => azureHubId(resourceId) === id);
    if (known?.keysAllowed === record.keysAllowed && known?.hostName === record.hostName) return;

    await this.#save([...this.#records.filter(other => other !== known), record]);
  }

  async #save(records: readonly AzureHubRecord[]): Promise<void> {
    await this.#state.update(usedKey, records);
    this.#changed.fire();
  }
}
