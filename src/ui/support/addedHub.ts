import type * as vscode from 'vscode';
import { createHubClient } from '../../azure/iotHub/hubClient.ts';
import type { KeyedEndpoint } from '../../azure/endpoint.ts';
import type { HubConnectionString } from '../../domain/connectionString.ts';
import type { OnWait } from '../../azure/iotHub/wait.ts';
import type { Hub, HubConnection } from './hub.ts';
import { readStoredEndpoint } from './storedEndpoint.ts';

/** What is kept of an added hub outside of SecretStorage: no secret. */
export interface AddedHubRecord {
  readonly hostName: string;
  /** The file of the authority to trust, for a hub that somebody started in a terminal. */
  readonly caFile?: string;
}

/** A hub that was added by connection string. */
export class AddedHub implements Hub {
  readonly kind = 'added';
  readonly available = true;
  readonly managed = false;
  readonly id: string;
  readonly name: string;
  #connection: Promise<HubConnection> | undefined;

  constructor(
    readonly record: AddedHubRecord,
    private readonly secrets: vscode.SecretStorage,
    private readonly onWait: OnWait,
  ) {
    this.id = `added/${record.hostName}`;
    this.name = record.hostName.replace(/\.azure-devices\.(?:net|cn|us)$/, '');
  }

  /** The key of its connection string in SecretStorage. */
  get secretKey(): string {
    return `iotHub.connectionString/${this.record.hostName}`;
  }

  async connect(): Promise<HubConnection> {
    this.#connection ??= this.#read();
    try {
      return await this.#connection;
    } catch (error) {
      this.#connection = undefined;
      throw error;
    }
  }

  async connectionString(): Promise<HubConnectionString> {
    return (await this.#endpoint()).connectionString;
  }

  async #read(): Promise<HubConnection> {
    const endpoint = await this.#endpoint();
    return { endpoint, client: createHubClient(endpoint, { name: this.name, onWait: this.onWait }) };
  }

  #endpoint(): Promise<KeyedEndpoint> {
    const { name, secretKey } = this;
    return readStoredEndpoint(this.secrets, { ...this.record, name, secretKey });
  }
}
