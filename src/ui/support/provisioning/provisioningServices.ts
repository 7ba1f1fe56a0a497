import type * as vscode from 'vscode';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import type { HubConnectionString } from '../../../domain/connectionString.ts';
import type { AzureProvisioningServices } from '../azure/azureProvisioningServices.ts';
import type { LocalHub } from '../localHub/localHub.ts';
import { ServiceList } from '../hub/serviceList.ts';
import { type AddedProvisioningRecord, AddedProvisioningService } from './addedProvisioningService.ts';
import { LocalProvisioningEntry } from './localProvisioningEntry.ts';
import type { ProvisioningService } from './provisioningService.ts';

/** The provisioning services that a person sees. */
export class ProvisioningServices extends ServiceList<ProvisioningService, AddedProvisioningRecord> {
  constructor(
    context: Pick<vscode.ExtensionContext, 'globalState' | 'secrets'>,
    localHub: LocalHub,
    onWait: OnWait,
    readonly azure: AzureProvisioningServices,
  ) {
    super(context, [localHub, azure], {
      addedKey: 'provisioning.added',
      names: () => localHub.provisioningNames,
      setNames: names => localHub.setProvisioningNames(names),
      local: name => new LocalProvisioningEntry(name, localHub, onWait),
      added: record => new AddedProvisioningService(record, context.secrets, onWait),
    });
  }

  /** Local ones first, then those added by key, then those of Azure that were used; each kind in its order. */
  override list(): readonly ProvisioningService[] {
    return [...this.own(), ...this.azure.used()];
  }

  /** Those that a person made or added here. */
  own(): readonly ProvisioningService[] {
    return super.list();
  }

  /** Also one of Azure that was only seen in a list. */
  override get(id: string): ProvisioningService | undefined {
    return super.get(id) ?? this.azure.get(id);
  }

  /** Adds a service, or gives one that is known a new connection string. */
  async add(
    connectionString: HubConnectionString,
    details: Omit<AddedProvisioningRecord, 'hostName'>,
  ): Promise<ProvisioningService> {
    return this.addRecord(connectionString, { hostName: connectionString.hostName, ...details });
  }
}
