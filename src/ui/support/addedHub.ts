import { readFile } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { hubEndpoint } from '../../azure/endpoint.ts';
import { createHubClient } from '../../azure/iotHub/hubClient.ts';
import type { OnWait } from '../../azure/iotHub/wait.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../domain/connectionString.ts';
import { HubError } from '../../domain/hubError.ts';
import type { Hub, HubConnection } from './hub.ts';

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

  async #read(): Promise<HubConnection> {
    const parsed = parseHubConnectionString((await this.secrets.get(this.secretKey)) ?? '');
    if (!isHubConnectionString(parsed)) throw new HubError({ kind: 'unauthorized', hub: this.name });

    const endpoint = hubEndpoint(parsed, await this.#ca());
    return { endpoint, client: createHubClient(endpoint, { name: this.name, onWait: this.onWait }) };
  }

  async #ca(): Promise<string | undefined> {
    const { caFile } = this.record;
    if (caFile === undefined) return undefined;
    try {
      return await readFile(caFile, 'utf8');
    } catch (cause) {
      throw new HubError(
        { kind: 'untrusted', hub: this.name },
        { serviceMessage: `${caFile} cannot be read.` },
        { cause },
      );
    }
  }
}
