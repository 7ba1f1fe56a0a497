import * as vscode from 'vscode';
import type { ManagementEndpoint } from '../../../azure/endpoint.ts';
import { createResourceManager } from '../../../azure/resourceManager/resourceManager.ts';
import type { Tenant } from '../../../domain/resources/resourceManager.ts';
import { SignInError } from '../../../domain/signInError.ts';
import type { AzureAccounts, AzureIdentity } from './azureAccounts.ts';
import { azurePlace } from './azurePlace.ts';
import type { ResourceScope } from './resourceScope.ts';

/** A subscription, and who may work in it. */
export interface AzureSubscription extends ResourceScope {
  readonly tenant: Tenant;
  readonly identity: AzureIdentity;
}

/** A tenant in which an account has to sign in before its subscriptions can be seen. */
export interface ClosedTenant {
  readonly tenant: Tenant;
  readonly identity: AzureIdentity;
}

/** All that the accounts can see. */
export interface Directory {
  readonly identities: readonly AzureIdentity[];
  readonly subscriptions: readonly AzureSubscription[];
  readonly closedTenants: readonly ClosedTenant[];
}

const chosenKey = 'azure.subscriptions';

/** The subscriptions of all tenants of all accounts, and which of them a person wants to see. */
export class AzureSubscriptions implements vscode.Disposable {
  readonly #accounts: AzureAccounts;
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #loading: Promise<Directory> | undefined;

  /** Fires when accounts or the choice change. */
  readonly onDidChange = this.#changed.event;

  constructor(accounts: AzureAccounts, state: vscode.Memento) {
    this.#accounts = accounts;
    this.#state = state;
    this.#subscription = accounts.onDidChange(() => {
      this.forget();
      this.#changed.fire();
    });
  }

  /** Reads the directory, once until {@link forget}. @throws SignInError, ResourceError */
  async directory(signal?: AbortSignal): Promise<Directory> {
    const loading = (this.#loading ??= this.#load(signal));
    try {
      return await loading;
    } catch (error) {
      if (this.#loading === loading) this.#loading = undefined;
      throw error;
    }
  }

  /** Those of the directory that the person wants to see: all, if nothing was chosen. */
  async shown(signal?: AbortSignal): Promise<readonly AzureSubscription[]> {
    const { subscriptions } = await this.directory(signal);
    const chosen = this.chosen;
    return chosen ? subscriptions.filter(({ subscriptionId }) => chosen.has(subscriptionId)) : subscriptions;
  }

  /** Nothing if no choice was made. */
  get chosen(): ReadonlySet<string> | undefined {
    const ids = this.#state.get<readonly string[]>(chosenKey);
    return ids && new Set(ids);
  }

  /** @param ids of the subscriptions to see; all, also those to come, if absent. */
  async choose(ids?: readonly string[]): Promise<void> {
    await this.#state.update(chosenKey, ids);
    this.#changed.fire();
  }

  /** The directory is read anew when it is next asked for. */
  forget(): void {
    this.#loading = undefined;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #load(signal: AbortSignal | undefined): Promise<Directory> {
    const place = await azurePlace(signal);
    const identities = await this.#accounts.identities(signal);
    const subscriptions = new Map<string, AzureSubscription>();
    const closedTenants: ClosedTenant[] = [];
    for (const identity of identities) {
      const management = { ...place, tokens: identity.tokens };
      for (const tenant of await createResourceManager(management).tenants(signal)) {
        const seen = await subscriptionsIn(tenant, identity, management, signal);
        if (!seen) closedTenants.push({ tenant, identity });
        for (const subscription of seen ?? []) {
          if (!subscriptions.has(subscription.subscriptionId))
            subscriptions.set(subscription.subscriptionId, subscription);
        }
      }
    }
    return { identities, subscriptions: [...subscriptions.values()].toSorted(byName), closedTenants };
  }
}

/** Nothing for a tenant that wants its own sign-in. */
async function subscriptionsIn(
  tenant: Tenant,
  identity: AzureIdentity,
  place: ManagementEndpoint,
  signal: AbortSignal | undefined,
): Promise<readonly AzureSubscription[] | undefined> {
  const management = { ...place, tenantId: tenant.tenantId };
  const manager = createResourceManager(management);
  try {
    const subscriptions = await manager.subscriptions(signal);
    return subscriptions.map(({ subscriptionId, displayName }) => ({
      subscriptionId,
      displayName,
      tenant,
      identity,
      origin: { kind: 'azure', identityId: identity.id, tenantId: tenant.tenantId } as const,
      manager,
      resources: manager.in(subscriptionId),
    }));
  } catch (error) {
    if (error instanceof SignInError) return undefined;
    throw error;
  }
}

function byName(one: AzureSubscription, other: AzureSubscription): number {
  return one.displayName.localeCompare(other.displayName);
}
