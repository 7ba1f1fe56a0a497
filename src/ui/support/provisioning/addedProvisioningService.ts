import type * as vscode from 'vscode';
import type { KeyedEndpoint } from '../../../azure/endpoint.ts';
import { createProvisioningClient } from '../../../azure/provisioning/provisioningClient.ts';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import { type AddedRecord, AddedService } from '../hub/addedService.ts';
import type { ProvisioningConnection, ProvisioningService } from './provisioningService.ts';

export interface AddedProvisioningRecord extends AddedRecord {
  readonly idScope?: string;
}

/** A provisioning service that was added by connection string. */
export class AddedProvisioningService
  extends AddedService<AddedProvisioningRecord, ProvisioningConnection>
  implements ProvisioningService
{
  readonly managed = false;
  readonly name: string;
  readonly secretKey: string;

  constructor(
    record: AddedProvisioningRecord,
    secrets: vscode.SecretStorage,
    private readonly onWait: OnWait,
  ) {
    super(record, secrets);
    this.name = record.hostName.replace(/\.azure-devices-provisioning\.(?:net|cn|us)$/, '');
    this.secretKey = `iotHub.provisioningConnectionString/${record.hostName}`;
  }

  get idScope(): string | undefined {
    return this.record.idScope;
  }

  protected connectionTo(endpoint: KeyedEndpoint): ProvisioningConnection {
    return { endpoint, client: createProvisioningClient(endpoint, { name: this.name, onWait: this.onWait }) };
  }
}
