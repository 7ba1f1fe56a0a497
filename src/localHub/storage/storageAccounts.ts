import { randomBytes } from 'node:crypto';
import type { CatalogueTable } from '../store/catalogueTable.ts';
import { newKey } from '../iotHub/accessPolicy.ts';
import {
  type AccountAttributes,
  type AccountRecord,
  homeAttributes,
  type KeyName,
  newAccount,
  type StorageAccount,
} from './accountRecord.ts';
import { Containers } from './containers.ts';
import type { StorageProcess } from './storageProcess.ts';

/** The account of the ready line. */
const homeAccount = 'localhub';

/** The accounts of the blob storage. What is changed here holds for the storage at once. */
export class StorageAccounts {
  readonly containers: Containers;
  readonly #table: CatalogueTable<AccountRecord>;
  readonly #process: StorageProcess;

  constructor(table: CatalogueTable<AccountRecord>, process: StorageProcess) {
    this.#table = table;
    this.#process = process;
    this.containers = new Containers(async () => `http://127.0.0.1:${await process.port()}`);
  }

  list(): readonly StorageAccount[] {
    return this.#table.all().map(({ name, document }) => Object.assign({ name }, document));
  }

  get(name: string): StorageAccount | undefined {
    return this.list().find(account => account.name === name.toLowerCase());
  }

  /** The account of the ready line, which is there at every start. */
  async keepHome(): Promise<StorageAccount> {
    return this.get(homeAccount) ?? this.create(homeAccount, homeAttributes);
  }

  /** @throws Error if the storage runs and does not take it. */
  async create(name: string, attributes: AccountAttributes): Promise<StorageAccount> {
    const record = newAccount(attributes, Date.now());
    await this.#put(name, record);
    return { name, ...record };
  }

  async change(account: StorageAccount, change: Partial<AccountAttributes>): Promise<void> {
    const { name, ...record } = account;
    await this.#table.put(name, { ...record, ...change });
  }

  /** Makes a new key, and the old one is worth nothing from here on. */
  async regenerate(account: StorageAccount, key: KeyName): Promise<StorageAccount> {
    const { name, ...record } = account;
    const keys = { ...record.keys, [key]: newKey() };
    const regenerated = { ...record, keys, keyMadeMs: { ...record.keyMadeMs, [key]: Date.now() } };
    await this.#put(name, regenerated);
    return { name, ...regenerated };
  }

  /** With all that it has: first its containers, so that no later account of its name finds them. */
  async remove(account: StorageAccount): Promise<void> {
    for (const { name } of await this.containers.list(account)) await this.containers.remove(account, name);
    await this.#table.remove(account.name);
    await this.#process.useAccounts();
  }

  /** As Azurite reads them: `name:key1:key2;…`. */
  get text(): string {
    const accounts = this.list().map(({ name, keys: { key1, key2 } }) => `${name}:${key1}:${key2}`);
    // Without any, Azurite would take the account whose key everybody knows.
    return accounts.length > 0 ? accounts.join(';') : `none:${randomBytes(32).toString('base64')}`;
  }

  async #put(name: string, record: AccountRecord): Promise<void> {
    await this.#table.put(name, record);
    await this.#process.useAccounts();
  }
}
