import * as vscode from 'vscode';
import type { ManagementEndpoint } from '../../../azure/endpoint.ts';
import { createResourceManager } from '../../../azure/resourceManager/resourceManager.ts';
import { ResourceError } from '../../../domain/resourceError.ts';
import type { Tenant } from '../../../domain/resources/resourceManager.ts';
import { SignInError } from '../../../domain/signInError.ts';
import type { AzureAccounts, AzureIdentity } from './azureAccounts.ts';
import { type AzurePlace, azurePlace } from './azurePlace.ts';
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

/** An account of which nothing can be seen now, while others can be. */
export interface FailedIdentity {
  readonly identity: AzureIdentity;
  readonly error: unknown;
}

/** All that the accounts can see. */
export interface Directory {
  readonly identities: readonly AzureIdentity[];
  readonly subscriptions: readonly AzureSubscription[];
  readonly closedTenants: readonly ClosedTenant[];
  readonly failedIdentities: readonly FailedIdentity[];
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

  /**
   * Reads the directory, once until {@link forget}: what was on its way then, as when somebody signs out meanwhile, is
   * read again. @throws SignInError, ResourceError
   */
  async directory(signal?: AbortSignal): Promise<Directory> {
    const loading = (this.#loading ??= this.#load(signal));
    try {
      const directory = await loading;
      if (this.#loading === loading) return directory;
    } catch (error) {
      const isCurrent = this.#loading === loading;
      if (isCurrent) this.#loading = undefined;
      if (isCurrent || signal?.aborted) throw error;
    }
    return this.directory(signal);
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
    const failedIdentities: FailedIdentity[] = [];
    for (const identity of identities) {
      const seen = await seenBy(identity, place, signal);
      if ('error' in seen) {
        if (identities.length === 1) throw seen.error;
        failedIdentities.push(seen);
        continue;
      }
      closedTenants.push(...seen.closedTenants);
      for (const subscription of seen.subscriptions) {
        const { subscriptionId } = subscription;
        if (!subscriptions.has(subscriptionId)) subscriptions.set(subscriptionId, subscription);
      }
    }
    const sorted = [...subscriptions.values()].toSorted(byName);
    return { identities, subscriptions: sorted, closedTenants, failedIdentities };
  }
}

type Seen = Pick<Directory, 'subscriptions' | 'closedTenants'>;

/** What one account sees; others see theirs whatever becomes of it. @throws what is no expected failure. */
async function seenBy(
  identity: AzureIdentity,
  place: AzurePlace,
  signal: AbortSignal | undefined,
): Promise<Seen | FailedIdentity> {
  const management = { ...place, tokens: identity.tokens };
  const subscriptions: AzureSubscription[] = [];
  const closedTenants: ClosedTenant[] = [];
  try {
    for (const tenant of await createResourceManager(management).tenants(signal)) {
      const seen = await subscriptionsIn(tenant, identity, management, signal);
      if (seen) subscriptions.push(...seen);
      else closedTenants.push({ tenant, identity });
    }
    return { subscriptions, closedTenants };
  } catch (error) {
    if (error instanceof SignInError || error instanceof ResourceError) return { identity, error };
    throw error;
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
    if (error instanceof SignInError || isRefusal(error)) return undefined;
    throw error;
  }
}

/** A tenant may not take the token that another tenant's sign-in gave. */
function isRefusal(error: unknown): boolean {
  return error instanceof ResourceError && error.reason.kind === 'unauthorized';
}

function byName(one: AzureSubscription, other: AzureSubscription): number {
  return one.displayName.localeCompare(other.displayName);
}
