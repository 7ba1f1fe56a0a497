import { hubTokenScope, listedHubEndpoint, type ManagementEndpoint } from '../../../azure/endpoint.ts';
import { createHubClient } from '../../../azure/iotHub/hubClient.ts';
import { KeylessFirst } from '../../../azure/iotHub/keylessFirst.ts';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import { createHubResource } from '../../../azure/resourceManager/hubResource.ts';
import { createResourceManager } from '../../../azure/resourceManager/resourceManager.ts';
import type { HubSize } from '../../../domain/jobs/forecast.ts';
import { parseResourceId } from '../../../domain/resources/resourceId.ts';
import type { AccessPolicyKeys, HubPlace } from '../../../domain/resources/resourceManager.ts';
import { ResourceError } from '../../../domain/resourceError.ts';
import { SignInError } from '../../../domain/signInError.ts';
import { hubTiers } from '../../../domain/tierLimits.ts';
import { askForKeys } from '../../prompts/azure/askForKeys.ts';
import type { Hub, HubConnection } from '../hub.ts';
import type { AzureAccounts, AzureIdentity } from './azureAccounts.ts';
import { azurePlace } from './azurePlace.ts';
import type { Origin } from './resourceScope.ts';

/** What is kept of a hub of Azure: no secret. */
export interface AzureHubRecord {
  /** Its id as a resource. */
  readonly resourceId: string;
  readonly name: string;
  readonly hostName: string;
  readonly tenantId: string;
  /** Of the account that saw it. */
  readonly identityId: string;
  /** `S1` */
  readonly sku: string;
  readonly units: number;
  /** Its keys are refused. */
  readonly localAuthDisabled: boolean;
  /** What the person said when asked for its keys; absent if nobody was asked. */
  readonly keysAllowed?: boolean | undefined;
}

export interface AzureHubParts {
  readonly accounts: AzureAccounts;
  readonly onWait: OnWait;
  /** Hears of a connection that was made, and of keys that may be used from now on. */
  readonly onUsed: (record: AzureHubRecord) => Promise<void>;
}

interface Connected extends HubConnection {
  readonly credential: KeylessFirst;
}

/** A hub that a subscription has. It is used with the account that saw it, and with its keys only if the person agrees. */
export class AzureHub implements Hub {
  readonly kind = 'azure';
  readonly available = true;
  readonly managed = true;
  readonly id: string;
  readonly #parts: AzureHubParts;
  #record: AzureHubRecord;
  #connection: Promise<Connected> | undefined;
  #usesKeys = false;

  constructor(record: AzureHubRecord, parts: AzureHubParts) {
    this.#record = record;
    this.#parts = parts;
    this.id = azureHubId(record.resourceId);
  }

  get name(): string {
    return this.#record.name;
  }

  get record(): AzureHubRecord {
    return this.#record;
  }

  get size(): HubSize | undefined {
    const { sku, units } = this.#record;
    const tier = ([...hubTiers, 'unlimited'] as const).find(known => known === sku);
    return tier && { tier, units };
  }

  /** Whose resource manager has it. */
  get origin(): Origin {
    const { identityId, tenantId } = this.#record;
    return { kind: 'azure', identityId, tenantId };
  }

  get connectedBy(): 'entra' | 'key' {
    return this.#usesKeys ? 'key' : 'entra';
  }

  /** As the resource manager shows the hub now. */
  update(record: AzureHubRecord): void {
    this.#record = { ...record, keysAllowed: this.#record.keysAllowed };
  }

  /** Accounts changed: the next connection is a new one. */
  forget(): void {
    this.#connection = undefined;
  }

  async connect(): Promise<HubConnection> {
    const connecting = (this.#connection ??= this.#open());
    try {
      return await connecting;
    } catch (error) {
      if (this.#connection === connecting) this.#connection = undefined;
      throw error;
    }
  }

  /** Other programs have no token of this account: they take the policy with all rights. */
  async connectionString(signal?: AbortSignal): Promise<AccessPolicyKeys | undefined> {
    const { identity, place } = await this.#access();
    if (this.#record.keysAllowed === false) this.#record = { ...this.#record, keysAllowed: undefined };
    const policies = await this.#keys(identity, place, signal);
    return policies?.toSorted((one, other) => other.rights.length - one.rights.length)[0];
  }

  async #open(): Promise<Connected> {
    const { identity, place } = await this.#access();
    const { name, hostName, resourceId, tenantId } = this.#record;
    const credential = new KeylessFirst({
      name,
      resourceId,
      assignee: identity.label,
      tokens: identity.tokens,
      request: { scope: hubTokenScope(hostName), tenantId },
      askForKeys: signal => this.#keys(identity, place, signal),
    });
    const endpoint = listedHubEndpoint(hostName, credential, place.management);
    const client = createHubClient(endpoint, { name, onWait: this.#parts.onWait });
    const resource = createHubResource(place);
    await this.#parts.onUsed(this.#record);
    return { endpoint, client, resource, credential };
  }

  async #access(): Promise<{ identity: AzureIdentity; place: ListedPlace }> {
    const { resourceId, identityId, tenantId } = this.#record;
    const identity = (await this.#parts.accounts.identities()).find(({ id }) => id === identityId);
    if (!identity) throw new SignInError({ kind: 'signedOut' });
    const resource = parseResourceId(resourceId);
    if (!resource) throw new ResourceError({ kind: 'notFound', detail: resourceId });

    const management = { ...(await azurePlace()), tokens: identity.tokens, tenantId };
    return { identity, place: { ...resource, management } };
  }

  async #refuseKeys(): Promise<undefined> {
    this.#record = { ...this.#record, keysAllowed: false };
    await this.#parts.onUsed(this.#record);
  }

  /** The keys, if the hub takes any and the person agrees, who is asked once and for all. */
  async #keys(
    identity: AzureIdentity,
    { management, subscriptionId, ...hub }: ListedPlace,
    signal: AbortSignal | undefined,
  ): Promise<readonly AccessPolicyKeys[] | undefined> {
    const { localAuthDisabled, keysAllowed, hostName } = this.#record;
    if (localAuthDisabled) return undefined;
    const agreed = keysAllowed ?? (await askForKeys(this.name, identity.label));
    if (!agreed) return this.#refuseKeys();

    const { hubs } = createResourceManager(management).in(subscriptionId);
    const policies = await hubs.policies(hub, hostName, signal);
    this.#record = { ...this.#record, keysAllowed: true };
    this.#usesKeys = true;
    await this.#parts.onUsed(this.#record);
    return policies;
  }
}

interface ListedPlace extends HubPlace {
  readonly management: ManagementEndpoint;
  readonly subscriptionId: string;
}

/** Resource ids differ in case between answers. */
export function azureHubId(resourceId: string): string {
  return `azure${resourceId.toLowerCase()}`;
}
