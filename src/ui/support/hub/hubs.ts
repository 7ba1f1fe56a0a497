import type * as vscode from 'vscode';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import type { HubConnectionString } from '../../../domain/connectionString.ts';
import { AddedHub } from './addedHub.ts';
import type { AddedRecord } from './addedService.ts';
import type { AzureHubs } from '../azure/azureHubs.ts';
import type { Hub } from './hub.ts';
import type { LocalHub } from '../localHub/localHub.ts';
import { LocalHubEntry } from '../localHub/localHubEntry.ts';
import { ServiceList } from './serviceList.ts';

/** The hubs that a person sees. */
export class Hubs extends ServiceList<Hub, AddedRecord> {
  constructor(
    context: Pick<vscode.ExtensionContext, 'globalState' | 'secrets'>,
    localHub: LocalHub,
    onWait: OnWait,
    readonly azure: AzureHubs,
  ) {
    super(context, [localHub, azure], {
      addedKey: 'hubs.added',
      names: () => localHub.names,
      setNames: names => localHub.setNames(names),
      local: name => new LocalHubEntry(name, localHub, onWait),
      added: record => new AddedHub(record, context.secrets, onWait),
    });
  }

  /** Local hubs first, then those added by key, then those of Azure that were used; each kind in its order. */
  override list(): readonly Hub[] {
    return [...this.own(), ...this.azure.used()];
  }

  /** Those that a person made or added here. */
  own(): readonly Hub[] {
    return super.list();
  }

  /** Also one of Azure that was only seen in a list. */
  override get(id: string): Hub | undefined {
    return super.get(id) ?? this.azure.get(id);
  }

  /** Adds a hub, or gives one that is known a new connection string. */
  async add(connectionString: HubConnectionString, caFile?: string): Promise<Hub> {
    const { hostName } = connectionString;
    return this.addRecord(connectionString, { hostName, ...(caFile === undefined ? {} : { caFile }) });
  }
}
