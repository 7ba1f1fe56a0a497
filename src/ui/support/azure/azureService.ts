import { listedHubEndpoint, type HubEndpoint, type ManagementEndpoint } from '../../../azure/endpoint.ts';
import type { AskedRequest } from '../../../azure/hubCredential.ts';
import { KeylessFirst } from '../../../azure/iotHub/keylessFirst.ts';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import type { NeededAccess } from '../../../azure/neededAccess.ts';
import { parseResourceId, type ResourceId } from '../../../domain/resources/resourceId.ts';
import type { AccessPolicyKeys } from '../../../domain/resources/accessPolicyKeys.ts';
import { ResourceError } from '../../../domain/resourceError.ts';
import { SignInError } from '../../../domain/signInError.ts';
import { askForKeys } from '../../prompts/azure/askForKeys.ts';
import type { AzureAccounts, AzureIdentity } from './azureAccounts.ts';
import { azurePlace } from './azurePlace.ts';
import type { Origin } from './resourceScope.ts';

/** What is kept of a hub or provisioning service of Azure: no secret. */
export interface AzureServiceRecord {
  /** Its id as a resource. */
  readonly resourceId: string;
  readonly name: string;
  readonly hostName: string;
  readonly tenantId: string;
  /** Of the account that saw it. */
  readonly identityId: string;
  /** Its keys are refused. */
  readonly localAuthDisabled: boolean;
  /** What the person said when asked for its keys; absent if nobody was asked. */
  readonly keysAllowed?: boolean | undefined;
}

export interface AzureServiceParts<Kept extends AzureServiceRecord> {
  readonly accounts: AzureAccounts;
  readonly onWait: OnWait;
  /** Hears of a connection that was made, and of keys that may be used from now on. */
  readonly onUsed: (record: Kept) => Promise<void>;
}

/** Where a service stands among the resources, with the account that sees it there. */
export interface ListedPlace extends ResourceId {
  readonly management: ManagementEndpoint;
}

/**
 * A hub or a provisioning service that a subscription has. It is used with the account that saw it, and with its keys
 * only if the person agrees.
 */
export abstract class AzureService<Kept extends AzureServiceRecord, Connection> {
  readonly kind = 'azure';
  readonly available = true;
  readonly managed = true;
  readonly id: string;
  readonly #parts: AzureServiceParts<Kept>;
  #record: Kept;
  #connection: Promise<Connection> | undefined;
  #usesKeys = false;

  constructor(record: Kept, parts: AzureServiceParts<Kept>) {
    this.#record = record;
    this.#parts = parts;
    this.id = azureServiceId(record.resourceId);
  }

  get name(): string {
    return this.#record.name;
  }

  get record(): Kept {
    return this.#record;
  }

  /** Whose resource manager has it. */
  get origin(): Origin {
    const { identityId, tenantId } = this.#record;
    return { kind: 'azure', identityId, tenantId };
  }

  get connectedBy(): 'entra' | 'key' {
    return this.#usesKeys ? 'key' : 'entra';
  }

  /** As the resource manager shows it now. */
  update(record: Kept): void {
    this.#record = { ...record, keysAllowed: this.#record.keysAllowed };
  }

  /** Accounts changed: the next connection is a new one. */
  forget(): void {
    this.#connection = undefined;
  }

  async connect(): Promise<Connection> {
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

  protected get onWait(): OnWait {
    return this.#parts.onWait;
  }

  /** The scope of tokens for its data. */
  protected abstract readonly tokenScope: string;
  /** What a request to it takes. */
  protected abstract access(request: AskedRequest): NeededAccess;
  /** Its shared access policies with their keys. @throws ResourceError, SignInError */
  protected abstract policies(place: ListedPlace, signal?: AbortSignal): Promise<readonly AccessPolicyKeys[]>;
  /** Opens no connection yet. */
  protected abstract connectionTo(endpoint: HubEndpoint, place: ListedPlace): Connection;

  async #open(): Promise<Connection> {
    const { identity, place } = await this.#access();
    const { name, hostName, resourceId, tenantId } = this.#record;
    const credential = new KeylessFirst({
      name,
      resourceId,
      assignee: identity.label,
      tokens: identity.tokens,
      request: { scope: this.tokenScope, tenantId },
      access: request => this.access(request),
      askForKeys: signal => this.#keys(identity, place, signal),
    });
    const connection = this.connectionTo(listedHubEndpoint(hostName, credential, place.management), place);
    await this.#parts.onUsed(this.#record);
    return connection;
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

  /** The keys, if the service takes any and the person agrees, who is asked once and for all. */
  async #keys(
    identity: AzureIdentity,
    place: ListedPlace,
    signal: AbortSignal | undefined,
  ): Promise<readonly AccessPolicyKeys[] | undefined> {
    const { localAuthDisabled, keysAllowed } = this.#record;
    if (localAuthDisabled) return undefined;
    const agreed = keysAllowed ?? (await askForKeys(this.name, identity.label));
    if (!agreed) return this.#refuseKeys();

    const policies = await this.policies(place, signal);
    this.#record = { ...this.#record, keysAllowed: true };
    this.#usesKeys = true;
    await this.#parts.onUsed(this.#record);
    return policies;
  }
}

/** Resource ids differ in case between answers. */
export function azureServiceId(resourceId: string): string {
  return `azure${resourceId.toLowerCase()}`;
}
