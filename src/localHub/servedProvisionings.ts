import * as z from 'zod/mini';
import type { ReadyLine } from '../protocol/localHub.ts';
import type { HubRequest } from './commandLine.ts';
import type { DataFolder } from './dataFolder.ts';
import type { Log } from './log.ts';
import type { Part } from './part.ts';
import type { LocalHubOfProcess } from './provisioning/linkedHubs.ts';
import { ServedProvisioning } from './servedProvisioning.ts';
import { CatalogueTable } from './store/catalogueTable.ts';
import type { Store } from './store/store.ts';
import type { TlsPorts } from './tlsPorts.ts';
import type { AccessTokens } from './tokens/accessTokens.ts';

export interface ServedProvisioningsOptions {
  /** The services that the command line names. */
  readonly requests: readonly HubRequest[];
  /** Milliseconds to hubs, by name: for all services. Undefined to forget them. */
  readonly latenciesMs: ReadonlyMap<string, number | undefined>;
  readonly folder: DataFolder;
  readonly catalogue: Store;
  readonly ports: TlsPorts;
  readonly tokens: AccessTokens;
  /** The hubs of the process, as they are now. */
  readonly hubs: () => readonly LocalHubOfProcess[];
  /** Hears of each service that is made or deleted. */
  readonly onChange: () => void;
  /** True keeps to the limits of the service. */
  readonly isLimited: boolean;
  readonly log: Log;
}

/** What is known of a service besides what is in its own store. */
const provisioningRecord = z.object({ createdMs: z.number() });
type ProvisioningRecord = z.infer<typeof provisioningRecord>;

/**
 * The provisioning services of one process: those of the command line, which are there while it names them, and those
 * that were made at run time, which are there until they are deleted.
 */
export class ServedProvisionings implements Part {
  readonly #options: ServedProvisioningsOptions;
  readonly #table: CatalogueTable<ProvisioningRecord>;
  readonly #services = new Map<string, ServedProvisioning>();
  /** Changes are made one after the other. */
  #changing: Promise<unknown> = Promise.resolve();

  private constructor(options: ServedProvisioningsOptions) {
    this.#options = options;
    this.#table = new CatalogueTable(options.catalogue, 'provisioning', provisioningRecord);
  }

  /** @throws StartError, StoreError, and then nothing is left open. */
  static async open(options: ServedProvisioningsOptions): Promise<ServedProvisionings> {
    const services = new ServedProvisionings(options);
    try {
      await services.#open();
      return services;
    } catch (error) {
      await services.close();
      throw error;
    }
  }

  get ready(): Pick<ReadyLine, 'provisioning'> {
    const services = this.list();
    return services.length === 0 ? {} : { provisioning: services.map(service => service.address) };
  }

  /** Those of the command line first, in its order. */
  list(): readonly ServedProvisioning[] {
    return [...this.#services.values()];
  }

  /** Case does not count in names. */
  get(name: string): ServedProvisioning | undefined {
    return this.#services.get(name.toLowerCase());
  }

  /** Makes a service that is there until it is deleted, or gives the one of this name. @throws StoreError, StartError */
  create(name: string): Promise<ServedProvisioning> {
    return this.#oneByOne(async () => {
      const known = this.get(name);
      if (known) return known;

      const service = await this.#serve({ name });
      await this.#table.put(name, { createdMs: Date.now() });
      this.#options.onChange();
      return service;
    });
  }

  /** Ends a service and removes all that it had. Devices stay on their hubs. */
  delete(name: string): Promise<void> {
    return this.#oneByOne(async () => {
      const service = this.get(name);
      if (!service) return;

      await this.#table.put(service.name, this.#table.get(name)?.document ?? { createdMs: 0 });
      await this.#table.leave(service.name);
      this.#services.delete(name.toLowerCase());
      await service.close();
      await this.#remove(service.name);
      this.#options.onChange();
    });
  }

  async close(): Promise<void> {
    await this.#changing;
    await Promise.all(this.list().map(service => service.close()));
  }

  async #open(): Promise<void> {
    for (const name of this.#table.leaving()) await this.#remove(name);
    for (const request of this.#options.requests) await this.#serve(request);
    for (const { name } of this.#table.all()) if (!this.get(name)) await this.#serve({ name });
  }

  async #serve({ name, port }: HubRequest): Promise<ServedProvisioning> {
    const { latenciesMs } = this.#options;
    const service = await ServedProvisioning.open({ ...this.#options, name, port });
    this.#services.set(name.toLowerCase(), service);
    for (const [hub, ms] of latenciesMs) service.service.linkedHubs.setLatency(hub, ms);
    return service;
  }

  async #remove(name: string): Promise<void> {
    await this.#options.folder.removeProvisioningStore(name);
    await this.#table.remove(name);
  }

  #oneByOne<T>(change: () => Promise<T>): Promise<T> {
    const changed = this.#changing.then(change);
    this.#changing = changed.catch(() => undefined);
    return changed;
  }
}
