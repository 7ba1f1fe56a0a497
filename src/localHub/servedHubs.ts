import type { ReadyLine, Tier } from '../protocol/localHub.ts';
import type { HubRequest } from './commandLine.ts';
import type { DataFolder } from './dataFolder.ts';
import { home, type HubAttributes, type HubRecord, hubRecord, type HubSku } from './hubRecord.ts';
import type { Log } from './log.ts';
import type { Part } from './part.ts';
import { ServedHub } from './servedHub.ts';
import { standardPorts } from './startError.ts';
import { CatalogueTable } from './store/catalogueTable.ts';
import type { Store } from './store/store.ts';
import type { ReachContainer } from './transferWorker/blobThread.ts';
import type { TlsPorts } from './tlsPorts.ts';
import type { AccessTokens } from './tokens/accessTokens.ts';

export interface ServedHubsOptions {
  /** The hubs that the command line names. */
  readonly requests: readonly HubRequest[];
  /** Of hubs that nobody gave a tier. */
  readonly tier: Tier;
  /** The first hub listens on the ports that SDKs insist on, too. */
  readonly standardPorts: boolean;
  readonly folder: DataFolder;
  readonly catalogue: Store;
  readonly ports: TlsPorts;
  readonly reachContainer: ReachContainer;
  readonly tokens: AccessTokens;
  /** Hears of each hub that is made or deleted. */
  readonly onChange: () => void;
  readonly log: Log;
}

/**
 * The hubs of one process: those of the command line, and those that were made while it, or an earlier one with the
 * same data folder, was running. A hub is there, with all that it acknowledged, or not there, whenever the process ends.
 */
export class ServedHubs implements Part {
  readonly #options: ServedHubsOptions;
  readonly #table: CatalogueTable<HubRecord>;
  readonly #hubs = new Map<string, ServedHub>();
  /** Changes of the family are made one after the other. */
  #changing: Promise<unknown> = Promise.resolve();

  private constructor(options: ServedHubsOptions) {
    this.#options = options;
    this.#table = new CatalogueTable(options.catalogue, 'hub', hubRecord);
  }

  /** @throws StartError, StoreError, and then nothing is left open. */
  static async open(options: ServedHubsOptions): Promise<ServedHubs> {
    const hubs = new ServedHubs(options);
    try {
      await hubs.#open();
      return hubs;
    } catch (error) {
      await hubs.close();
      throw error;
    }
  }

  get ready(): Pick<ReadyLine, 'hubs'> {
    return { hubs: this.list().map(hub => hub.address) };
  }

  /** Those of the command line first, in its order. */
  list(): readonly ServedHub[] {
    return [...this.#hubs.values()];
  }

  /** Case does not count in names. */
  get(name: string): ServedHub | undefined {
    return this.#hubs.get(keyOf(name));
  }

  /** What is known of a hub that is served. */
  recordOf({ name }: ServedHub): HubRecord {
    const row = this.#table.get(name);
    if (!row) throw new Error(`The catalogue has no hub "${name}".`);

    return row.document;
  }

  /**
   * Makes a hub that is there until it is deleted, or gives the one of this name.
   * @throws StoreError, StartError `portInUse`
   */
  create(name: string, attributes: HubAttributes): Promise<ServedHub> {
    return this.#oneByOne(async () => {
      const known = this.get(name);
      if (known) return known;

      const hub = await this.#serve({ name }, this.#skuOf(attributes));
      await this.#table.put(name, newRecord('resourceManager', attributes));
      this.#options.onChange();
      return hub;
    });
  }

  /** A hub that gets a tier or units is served by them at once. */
  change(name: string, change: Partial<HubAttributes>): Promise<void> {
    return this.#oneByOne(async () => {
      const row = this.#table.get(name);
      if (!row) return;

      const record = { ...row.document, ...change, changes: row.document.changes + 1 };
      await this.#table.put(row.name, record);
      this.get(name)?.useSku(this.#skuOf(record));
    });
  }

  /**
   * Ends a hub and removes all that it had.
   * @param alongside what else is written about it in the same transaction.
   */
  delete(name: string, alongside: () => void = () => undefined): Promise<void> {
    return this.#oneByOne(async () => {
      const hub = this.get(name);
      if (!hub) return;

      alongside();
      await this.#table.leave(hub.name);
      this.#hubs.delete(keyOf(name));
      await hub.close();
      await this.#remove(hub.name);
      this.#options.onChange();
    });
  }

  async close(): Promise<void> {
    await this.#changing;
    await Promise.all(this.list().map(hub => hub.close()));
  }

  async #open(): Promise<void> {
    const { requests } = this.#options;
    for (const name of this.#table.leaving()) await this.#remove(name);
    for (const [index, request] of requests.entries()) {
      const known = this.#table.get(request.name)?.document;
      const record = known ?? newRecord('commandLine', { ...home, tags: {} });
      const morePorts = index === 0 && this.#options.standardPorts ? standardPorts : [];
      await this.#serve(request, this.#skuOf(record), morePorts);
      if (!known) await this.#table.put(request.name, record);
    }
    for (const { name, document } of this.#table.all()) {
      if (document.madeBy === 'resourceManager' && !this.get(name)) await this.#serve({ name }, this.#skuOf(document));
    }
  }

  async #serve({ name, port }: HubRequest, sku: HubSku, morePorts: readonly number[] = []): Promise<ServedHub> {
    const hub = await ServedHub.open({ ...this.#options, name, sku, port, morePorts });
    this.#hubs.set(keyOf(name), hub);
    return hub;
  }

  #skuOf({ sku }: HubAttributes): HubSku {
    return sku ?? { tier: this.#options.tier, units: 1 };
  }

  async #remove(name: string): Promise<void> {
    await this.#options.folder.removeStore(name);
    await this.#table.remove(name);
  }

  #oneByOne<T>(change: () => Promise<T>): Promise<T> {
    const changed = this.#changing.then(change);
    this.#changing = changed.catch(() => undefined);
    return changed;
  }
}

/** Names are parts of host names, in which case does not count. */
function keyOf(name: string): string {
  return name.toLowerCase();
}

function newRecord(madeBy: HubRecord['madeBy'], attributes: HubAttributes): HubRecord {
  return { ...attributes, madeBy, createdMs: Date.now(), changes: 1 };
}
