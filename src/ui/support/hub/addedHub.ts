import type * as vscode from 'vscode';
import type { KeyedEndpoint } from '../../../azure/endpoint.ts';
import { createHubClient } from '../../../azure/iotHub/hubClient.ts';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import { type AddedRecord, AddedService } from './addedService.ts';
import type { Hub, HubConnection } from './hub.ts';

/** A hub that was added by connection string. */
export class AddedHub extends AddedService<AddedRecord, HubConnection> implements Hub {
  readonly managed = false;
  readonly name: string;
  readonly secretKey: string;

  constructor(
    record: AddedRecord,
    secrets: vscode.SecretStorage,
    private readonly onWait: OnWait,
  ) {
    super(record, secrets);
    this.name = record.hostName.replace(/\.azure-devices\.(?:net|cn|us)$/, '');
    this.secretKey = `iotHub.connectionString/${record.hostName}`;
  }

  protected connectionTo(endpoint: KeyedEndpoint): HubConnection {
    return { endpoint, client: createHubClient(endpoint, { name: this.name, onWait: this.onWait }) };
  }
}
