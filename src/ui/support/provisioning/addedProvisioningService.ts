import type * as vscode from 'vscode';
import { createProvisioningClient } from '../../../azure/provisioning/provisioningClient.ts';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import { readStoredEndpoint } from '../storedEndpoint.ts';
import type { ProvisioningConnection, ProvisioningService } from './provisioningService.ts';

/** What is kept of an added service outside of SecretStorage: no secret. */
export interface AddedProvisioningRecord {
  readonly hostName: string;
  readonly idScope?: string;
  /** The file of the authority to trust, for a service that somebody started in a terminal. */
  readonly caFile?: string;
}

/** A provisioning service that was added by connection string. */
export class AddedProvisioningService implements ProvisioningService {
  readonly kind = 'added';
  readonly available = true;
  readonly id: string;
  readonly name: string;
  #connection: Promise<ProvisioningConnection> | undefined;

  constructor(
    readonly record: AddedProvisioningRecord,
    private readonly secrets: vscode.SecretStorage,
    private readonly onWait: OnWait,
  ) {
    this.id = `added/${record.hostName}`;
    this.name = record.hostName.replace(/\.azure-devices-provisioning\.(?:net|cn|us)$/, '');
  }

  get idScope(): string | undefined {
    return this.record.idScope;
  }

  /** The key of its connection string in SecretStorage. */
  get secretKey(): string {
    return `iotHub.provisioningConnectionString/${this.record.hostName}`;
  }

  async connect(): Promise<ProvisioningConnection> {
    this.#connection ??= this.#read();
    try {
      return await this.#connection;
    } catch (error) {
      this.#connection = undefined;
      throw error;
    }
  }

  async #read(): Promise<ProvisioningConnection> {
    const { name, secretKey } = this;
    const endpoint = await readStoredEndpoint(this.secrets, { ...this.record, name, secretKey });
    return { endpoint, client: createProvisioningClient(endpoint, { name, onWait: this.onWait }) };
  }
}
