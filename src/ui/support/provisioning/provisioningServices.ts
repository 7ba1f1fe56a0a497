import type * as vscode from 'vscode';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import type { HubConnectionString } from '../../../domain/connectionString.ts';
import type { LocalHub } from '../localHub.ts';
import { ServiceList } from '../serviceList.ts';
import { type AddedProvisioningRecord, AddedProvisioningService } from './addedProvisioningService.ts';
import { LocalProvisioningEntry } from './localProvisioningEntry.ts';
import type { ProvisioningService } from './provisioningService.ts';

/** The provisioning services that a person sees. */
export class ProvisioningServices extends ServiceList<ProvisioningService, AddedProvisioningRecord> {
  constructor(context: Pick<vscode.ExtensionContext, 'globalState' | 'secrets'>, localHub: LocalHub, onWait: OnWait) {
    super(context, [localHub], {
      addedKey: 'provisioning.added',
      names: () => localHub.provisioningNames,
      setNames: names => localHub.setProvisioningNames(names),
      local: name => new LocalProvisioningEntry(name, localHub, onWait),
      added: record => new AddedProvisioningService(record, context.secrets, onWait),
    });
  }

  /** Adds a service, or gives one that is known a new connection string. */
  async add(
    connectionString: HubConnectionString,
    details: Omit<AddedProvisioningRecord, 'hostName'>,
  ): Promise<ProvisioningService> {
    return this.addRecord(connectionString, { hostName: connectionString.hostName, ...details });
  }
}
