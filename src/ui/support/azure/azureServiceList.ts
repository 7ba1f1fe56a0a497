import * as vscode from 'vscode';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import type { AzureAccounts } from './azureAccounts.ts';
import { type AzureService, azureServiceId, type AzureServiceParts, type AzureServiceRecord } from './azureService.ts';
import type { AzureSubscription } from './azureSubscriptions.ts';

/** What every list shows of a hub or a provisioning service. */
interface ListedService {
  readonly id: string;
  readonly name: string;
  /** Absent while it is being made. */
  readonly hostName?: string;
  readonly localAuthDisabled: boolean;
}

/** How the services of a kind are kept and made. */
interface AzureServiceKind<Service, Kept extends AzureServiceRecord, Listing> {
  /** Where the global state has the records of those that were used. */
  readonly usedKey: string;
  readonly make: (record: Kept, parts: AzureServiceParts<Kept>) => Service;
  readonly recordOf: (listed: AzureServiceRecord, listing: Listing) => Kept;
}

/** The services of a kind in Azure: those that lists have shown, and those that were used, which are known after a restart, too. */
export class AzureServiceList<
  Service extends AzureService<Kept, unknown>,
  Kept extends AzureServiceRecord,
  Listing extends ListedService,
>
  implements vscode.Disposable
{
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #services = new Map<string, Service>();
  readonly #subscription: vscode.Disposable;

  /** Fires when one is used for the first time, or is used by key from now on, or is gone. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly state: vscode.Memento,
    private readonly accounts: AzureAccounts,
    private readonly onWait: OnWait,
    private readonly kind: AzureServiceKind<Service, Kept, Listing>,
  ) {
    for (const record of this.#records) this.#remember(record);
    this.#subscription = accounts.onDidChange(() => {
      for (const service of this.#services.values()) service.forget();
    });
  }

  /** Those that were used. */
  used(): readonly Service[] {
    return this.#records.flatMap(({ resourceId }) => this.get(azureServiceId(resourceId)) ?? []);
  }

  get(id: string): Service | undefined {
    return this.#services.get(id);
  }

  /** The service of a list: always the same one. Nothing for one that is still being made. */
  of(listing: Listing, { tenant, identity }: AzureSubscription): Service | undefined {
    const { id: resourceId, name, hostName, localAuthDisabled } = listing;
    if (hostName === undefined) return undefined;

    const { tenantId } = tenant;
    const identityId = identity.id;
    const listed = { resourceId, name, hostName, tenantId, identityId, localAuthDisabled };
    return this.#remember(this.kind.recordOf(listed, listing));
  }

  /** Forgets one that is no more. */
  async remove(resourceId: string): Promise<void> {
    const id = azureServiceId(resourceId);
    this.#services.delete(id);
    await this.#save(this.#records.filter(record => azureServiceId(record.resourceId) !== id));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  get #records(): readonly Kept[] {
    return this.state.get<readonly Kept[]>(this.kind.usedKey, []);
  }

  #remember(record: Kept): Service {
    const known = this.#services.get(azureServiceId(record.resourceId));
    known?.update(record);
    const service = known ?? this.kind.make(record, this.#parts);
    this.#services.set(service.id, service);
    return service;
  }

  get #parts(): AzureServiceParts<Kept> {
    return { accounts: this.accounts, onWait: this.onWait, onUsed: record => this.#noteUse(record) };
  }

  async #noteUse(record: Kept): Promise<void> {
    const id = azureServiceId(record.resourceId);
    const known = this.#records.find(({ resourceId }) => azureServiceId(resourceId) === id);
    if (known?.keysAllowed === record.keysAllowed && known?.hostName === record.hostName) return;

    await this.#save([...this.#records.filter(other => other !== known), record]);
  }

  async #save(records: readonly Kept[]): Promise<void> {
    await this.state.update(this.kind.usedKey, records);
    this.#changed.fire();
  }
}
