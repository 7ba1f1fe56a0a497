import { readFile } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { type KeyedEndpoint, hubEndpoint } from '../../../azure/endpoint.ts';
import {
  type HubConnectionString,
  isHubConnectionString,
  parseHubConnectionString,
} from '../../../domain/connectionString.ts';
import { HubError } from '../../../domain/hubError.ts';

/** What is kept of what was added by connection string outside of SecretStorage: no secret. */
export interface AddedRecord {
  readonly hostName: string;
  /** The file of the authority to trust, for what somebody started in a terminal. */
  readonly caFile?: string;
}

/** A hub or a provisioning service that was added by connection string. */
export abstract class AddedService<Kept extends AddedRecord, Connection> {
  readonly kind = 'added';
  readonly available = true;
  readonly id: string;
  abstract readonly name: string;
  /** The key of its connection string in SecretStorage. */
  abstract readonly secretKey: string;
  #connection: Promise<Connection> | undefined;

  constructor(
    readonly record: Kept,
    private readonly secrets: vscode.SecretStorage,
  ) {
    this.id = `added/${record.hostName}`;
  }

  /** @throws HubError `unauthorized` if its connection string is lost, `untrusted` if its authority cannot be read. */
  async connect(): Promise<Connection> {
    const connection = (this.#connection ??= this.#read());
    try {
      return await connection;
    } catch (error) {
      if (this.#connection === connection) this.forget();
      throw error;
    }
  }

  /** Its connection string is another one now: who connects next uses that. */
  forget(): void {
    this.#connection = undefined;
  }

  /** Throws as {@link connect}. */
  async connectionString(): Promise<HubConnectionString> {
    return (await this.#endpoint()).connectionString;
  }

  /** Opens no connection yet. */
  protected abstract connectionTo(endpoint: KeyedEndpoint): Connection;

  async #read(): Promise<Connection> {
    return this.connectionTo(await this.#endpoint());
  }

  async #endpoint(): Promise<KeyedEndpoint> {
    const parsed = parseHubConnectionString((await this.secrets.get(this.secretKey)) ?? '');
    if (!isHubConnectionString(parsed)) throw new HubError({ kind: 'unauthorized', hub: this.name });

    const { caFile } = this.record;
    return hubEndpoint(parsed, caFile === undefined ? undefined : await readAuthority(this.name, caFile));
  }
}

async function readAuthority(name: string, caFile: string): Promise<string> {
  try {
    return await readFile(caFile, 'utf8');
  } catch (cause) {
    const details = { serviceMessage: `${caFile} cannot be read.` };
    throw new HubError({ kind: 'untrusted', hub: name }, details, { cause });
  }
}
