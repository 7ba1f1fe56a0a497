import type * as vscode from 'vscode';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import type { ProvisioningListing } from '../../../domain/resources/resourceManager.ts';
import type { AzureAccounts } from './azureAccounts.ts';
import { type AzureProvisioningRecord, AzureProvisioningService } from './azureProvisioningService.ts';
import { AzureServiceList } from './azureServiceList.ts';

/** The provisioning services of Azure. */
export class AzureProvisioningServices extends AzureServiceList<
  AzureProvisioningService,
  AzureProvisioningRecord,
  ProvisioningListing
> {
  constructor(state: vscode.Memento, accounts: AzureAccounts, onWait: OnWait) {
    super(state, accounts, onWait, {
      usedKey: 'provisioning.azure',
      make: (record, parts) => new AzureProvisioningService(record, parts),
      recordOf: (listed, { idScope = '' }) => ({ ...listed, idScope }),
    });
  }
}
