import type * as sqlite from 'node:sqlite';
import { hubSteps, migrate } from './migrations.ts';

/** Why a store cannot be used. The sentence is for the person who started the hub. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** Pages of the log at which SQLite itself brings them into the database, in the middle of a commit: 64 MB. */
const checkpointPages = 16_000;

/**
 * A database, such as a hub's: SQLite with a write-ahead log. Writes of one turn of the event loop share a transaction, and
 * {@link Store.onCommitted} tells when what was written so far survives the end of the process.
 */
export class Store {
  readonly database: sqlite.DatabaseSync;
  readonly #file: string;
  #open = true;
  #inTransaction = false;
  #waiting: (() => void)[] = [];
  #unwritten: (() => void)[] = [];

  private constructor(database: sqlite.DatabaseSync, file: string) {
    this.database = database;
    this.#file = file;
  }

  /**
   * Opens or makes the database.
   * @param file a path, or `:memory:` to keep nothing.
   * @param steps what makes its tables: see {@link migrate}.
   * @throws StoreError if there is no SQLite in this Node, or the file is not a store of a version that this code knows.
   */
  static async open(file: string, steps: readonly string[] = hubSteps): Promise<Store> {
    const { DatabaseSync } = await loadSqlite();
    let database: sqlite.DatabaseSync | undefined;
    try {
      database = new DatabaseSync(file);
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 0');
      database.exec('PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY');
      database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
      migrate(database, steps);
      return new Store(database, file);
    } catch (error) {
      database?.close();
      throw new StoreError(`The store "${file}" cannot be read: ${reasonOf(error)}.`, { cause: error });
    }
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Nothing if it is kept in memory only. */
  get file(): string | undefined {
    return this.#file === ':memory:' ? undefined : this.#file;
  }

  /** Leaves it to somebody else to bring the log into the database, until it is disposed. */
  leaveCheckpoints(): Disposable {
    this.database.exec('PRAGMA wal_autocheckpoint = 0');
    return {
      [Symbol.dispose]: () => {
        if (this.#open) this.database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
      },
    };
  }

  /** Call before each write: from here to the end of this turn of the event loop it is one transaction. */
  write(): void {
    if (this.#inTransaction) return;

    this.#inTransaction = true;
    this.database.exec('BEGIN IMMEDIATE');
    setImmediate(() => this.flush());
  }

  /** As {@link Store.write}, for one who gathers what it writes: `writeGathered` is called just before the commit. */
  beforeCommit(writeGathered: () => void): void {
    this.write();
    this.#unwritten.push(writeGathered);
  }

  /** Calls back once all that was written so far is committed; at once if nothing waits. */
  onCommitted(callback: () => void): void {
    if (this.#inTransaction) this.#waiting.push(callback);
    else callback();
  }

  /** As {@link Store.onCommitted}, as a promise. */
  committed(): Promise<void> {
    return new Promise(resolve => this.onCommitted(resolve));
  }

  /**
   * Commits now and calls back those who wait.
   * @throws StoreError if that fails, as on a full disk. Then nobody is called back: nothing more may be acknowledged.
   */
  flush(): void {
    if (!this.#inTransaction) return;

    this.#commit();
    this.#inTransaction = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const callback of waiting) callback();
  }

  #commit(): void {
    const unwritten = this.#unwritten;
    this.#unwritten = [];
    try {
      for (const writeGathered of unwritten) writeGathered();
      this.database.exec('COMMIT');
    } catch (error) {
      const message = `The store "${this.#file}" cannot be written: ${reasonOf(error)}. Make room, and start again.`;
      throw new StoreError(message, { cause: error });
    }
  }

  close(): void {
    if (!this.#open) return;

    this.flush();
    this.#open = false;
    this.database.close();
  }
}

/** Node's own SQLite. @throws StoreError where it is missing, with what to update. */
export async function loadSqlite(): Promise<typeof sqlite> {
  try {
    return await import('node:sqlite');
  } catch (error) {
    const message = `Node ${process.versions.node} has no SQLite, which a local hub keeps its devices in. Use Node 22.13 or later, or update VS Code.`;
    throw new StoreError(message, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\.$/, '');
}
