import type { Store } from './store.ts';

/** A device's request that was accepted and is not done. */
export interface OperationRow {
  readonly operationId: string;
  readonly registrationId: string;
  /** JSON. */
  readonly request: string;
  /** JSON; null until hubs begin to change. */
  readonly plan: string | null;
}

/** The requests that a provisioning service is working on: its journal. */
export class OperationTable {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  all(): readonly OperationRow[] {
    return this.#store.database.prepare('SELECT * FROM operations').all() as unknown as readonly OperationRow[];
  }

  ofRegistration(registrationId: string): OperationRow | undefined {
    const statement = this.#store.database.prepare('SELECT * FROM operations WHERE registrationId = ?');
    return statement.get(registrationId) as OperationRow | undefined;
  }

  put({ operationId, registrationId, request, plan }: OperationRow): void {
    this.#store.write();
    this.#store.database
      .prepare('INSERT OR REPLACE INTO operations (operationId, registrationId, request, plan) VALUES (?, ?, ?, ?)')
      .run(operationId, registrationId, request, plan);
  }

  delete(operationId: string): void {
    this.#store.write();
    this.#store.database.prepare('DELETE FROM operations WHERE operationId = ?').run(operationId);
  }
}
