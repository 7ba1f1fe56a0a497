import type { ReadyLine, Tier } from '../protocol/localHub.ts';
import type { HubRequest } from './commandLine.ts';
import type { DataFolder } from './dataFolder.ts';
import type { Log } from './log.ts';
import type { Part } from './part.ts';
import { ResourceManager } from './resourceManager/resourceManager.ts';
import { ServedHubs } from './servedHubs.ts';
import { ServedProvisionings } from './servedProvisionings.ts';
import { LocalStorage } from './storage/localStorage.ts';
import { catalogueSteps } from './store/catalogueTable.ts';
import { Store } from './store/store.ts';
import { TlsPorts } from './tlsPorts.ts';
import { AccessTokens } from './tokens/accessTokens.ts';

export interface LocalHubOptions {
  /** Closed with the local hub. */
  readonly folder: DataFolder;
  readonly hubs: readonly HubRequest[];
  /** Device provisioning services. */
  readonly dps: readonly HubRequest[];
  /** Milliseconds to hubs, by name, for provisioning by the lowest latency; undefined to forget them. */
  readonly latenciesMs: ReadonlyMap<string, number | undefined>;
  readonly tier: Tier;
  /** The first hub listens on the ports that SDKs insist on, too. */
  readonly standardPorts: boolean;
  /** Hears of each hub and each provisioning service that is made or deleted while the process runs. */
  readonly onChange: () => void;
  readonly log: Log;
}

/** All that one process serves: a family of {@link Part}s. Opens whole or not at all. */
export class LocalHub {
  readonly #ports: TlsPorts;
  /** In the order in which they were opened: later ones may speak to earlier ones. */
  readonly #parts: Part[] = [];
  /** What is to be closed, in the order in which it was opened. */
  readonly #closes: (() => void | Promise<void>)[] = [];

  private constructor({ folder, log }: LocalHubOptions) {
    this.#closes.push(() => folder.close());
    this.#ports = new TlsPorts(folder, log);
    this.#closes.push(() => this.#ports.close());
  }

  /** @throws StartError, StoreError, and then nothing is left open. */
  static async open(options: LocalHubOptions): Promise<LocalHub> {
    const localHub = new LocalHub(options);
    try {
      await localHub.#open(options);
      return localHub;
    } catch (error) {
      await localHub.close();
      throw error;
    }
  }

  get readyLine(): ReadyLine {
    const keys = this.#parts.map(part => part.ready);
    return Object.assign({ ready: true as const, caFile: this.#ports.caFile, hubs: [] }, ...keys) as ReadyLine;
  }

  /** Closes what is open, the last first. */
  async close(): Promise<void> {
    for (const close of this.#closes.splice(0).toReversed()) await close();
  }

  /** A new part of the family is one line here. */
  async #open(options: LocalHubOptions): Promise<void> {
    const { folder, hubs: requests, dps, latenciesMs, tier, standardPorts, onChange, log } = options;
    const catalogue = await Store.open(folder.catalogueFile, catalogueSteps);
    this.#closes.push(() => catalogue.close());
    const tokens = AccessTokens.open(catalogue);
    const surroundings = { folder, catalogue, ports: this.#ports, tokens, onChange, log };
    const storage = await this.#add(LocalStorage.open(surroundings));
    const reachContainer = (containerUri: string) => storage.originOf(containerUri);
    const hubs = await this.#add(ServedHubs.open({ ...surroundings, reachContainer, requests, tier, standardPorts }));
    const isLimited = tier !== 'unlimited';
    const provisioning = { requests: dps, latenciesMs, isLimited };
    const provisionings = await this.#add(
      ServedProvisionings.open({ ...surroundings, ...provisioning, hubs: () => hubs.list() }),
    );
    await this.#add(ResourceManager.open({ ...surroundings, hubs, provisionings, storage, isLimited }));
  }

  async #add<P extends Part>(opening: Promise<P>): Promise<P> {
    const part = await opening;
    this.#parts.push(part);
    this.#closes.push(() => part.close());
    return part;
  }
}
