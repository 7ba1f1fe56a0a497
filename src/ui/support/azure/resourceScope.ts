import { l10n } from 'vscode';
import { createResourceManager } from '../../../azure/resourceManager/resourceManager.ts';
import type {
  ResourceManager,
  Subscription,
  SubscriptionResources,
} from '../../../domain/resources/resourceManager.ts';
import { HubError } from '../../../domain/hubError.ts';
import { SignInError } from '../../../domain/signInError.ts';
import type { LocalHub } from '../localHub/localHub.ts';
import type { AzureAccounts } from './azureAccounts.ts';
import { azurePlace } from './azurePlace.ts';

/** Whose resource manager it is: what is kept of it, without secret. */
export type Origin =
  | { readonly kind: 'local' }
  | { readonly kind: 'azure'; readonly identityId: string; readonly tenantId: string };

/** An origin in the address of a document. */
export function originQuery(origin: Origin): Readonly<Record<string, string>> {
  return origin.kind === 'local' ? {} : { identity: origin.identityId, tenant: origin.tenantId };
}

/** The reverse of {@link originQuery}. */
export function originOf(query: URLSearchParams): Origin {
  const [identityId, tenantId] = [query.get('identity'), query.get('tenant')];
  return identityId === null || tenantId === null ? { kind: 'local' } : { kind: 'azure', identityId, tenantId };
}

/** A subscription in which resources can be made: one of Azure, or that of the local hub. */
export interface ResourceScope extends Subscription {
  readonly manager: ResourceManager;
  readonly resources: SubscriptionResources;
  readonly origin: Origin;
}

/** The subscription of the local hub; nothing while it does not run. */
export function localScope({ state }: Pick<LocalHub, 'state'>): ResourceScope | undefined {
  if (state.kind !== 'running') return undefined;

  const { management, subscriptionId } = state.resources;
  const manager = createResourceManager(management);
  const origin = { kind: 'local' } as const;
  return {
    subscriptionId,
    displayName: l10n.t('This machine'),
    manager,
    resources: manager.in(subscriptionId),
    origin,
  };
}

/**
 * The resource manager of an origin, as it can be reached now.
 * @throws HubError `unreachable` if the local hub does not run; SignInError, ResourceError
 */
export async function managerOf(
  origin: Origin,
  { localHub, azureAccounts }: { readonly localHub: LocalHub; readonly azureAccounts: AzureAccounts },
): Promise<ResourceManager> {
  if (origin.kind === 'local') {
    const scope = localScope(localHub);
    if (scope) return scope.manager;
    throw new HubError({ kind: 'unreachable', hub: l10n.t('the local hub') });
  }
  const { identityId, tenantId } = origin;
  const identity = (await azureAccounts.identities()).find(({ id }) => id === identityId);
  if (!identity) throw new SignInError({ kind: 'signedOut' });

  return createResourceManager({ ...(await azurePlace()), tokens: identity.tokens, tenantId });
}
