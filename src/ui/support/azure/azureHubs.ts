import type * as vscode from 'vscode';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import type { HubListing } from '../../../domain/resources/resourceManager.ts';
import type { AzureAccounts } from './azureAccounts.ts';
import { AzureHub, type AzureHubRecord } from './azureHub.ts';
import { AzureServiceList } from './azureServiceList.ts';

/** The hubs of Azure. */
export class AzureHubs extends AzureServiceList<AzureHub, AzureHubRecord, HubListing> {
  constructor(state: vscode.Memento, accounts: AzureAccounts, onWait: OnWait) {
    super(state, accounts, onWait, {
      usedKey: 'hubs.azure',
      make: (record, parts) => new AzureHub(record, parts),
      recordOf: (listed, { sku, units }) => ({ ...listed, sku, units }),
    });
  }
}
