import type { Store } from './store.ts';

/** What a provisioning service knows of one hub. */
export interface LinkedHubRow {
  /** The hub's name; case does not count. */
  readonly name: string;
  /** 0 for a hub that was taken away from the service. */
  readonly linked: number;
  readonly allocationWeight: number;
  readonly applyAllocationPolicy: number;
  /** Null if nobody said. */
  readonly latencyMs: number | null;
}

/** How the hubs of the process are linked to a provisioning service, where that is not as it is by default. */
export class LinkedHubTable {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  all(): readonly LinkedHubRow[] {
    return this.#store.database.prepare('SELECT * FROM linkedHubs').all() as unknown as readonly LinkedHubRow[];
  }

  put({ name, linked, allocationWeight, applyAllocationPolicy, latencyMs }: LinkedHubRow): void {
    this.#store.write();
    this.#store.database
      .prepare(
        `INSERT OR REPLACE INTO linkedHubs (name, linked, allocationWeight, applyAllocationPolicy, latencyMs)
         VALUES (?, ?, ?, ?, ?)`,
      )
      .run(name, linked, allocationWeight, applyAllocationPolicy, latencyMs);
  }
}
