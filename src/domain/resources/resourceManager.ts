import type { JsonObject } from '../json.ts';
import type { HubLink } from '../provisioning/hubLink.ts';
import type { AccessPolicyKeys } from './accessPolicyKeys.ts';
import type { MachineResources, OwnImages, PlatformImages } from './compute.ts';
import type { DeploymentResources } from './deployments.ts';
import type { NetworkResources } from './network.ts';
import type { Operation } from './operation.ts';
import type { StorageResources } from './storageResources.ts';

export interface Tenant {
  readonly tenantId: string;
  /** Its name, or its first domain; its id where the account may not read more. */
  readonly displayName: string;
}

export interface Subscription {
  readonly subscriptionId: string;
  readonly displayName: string;
}

/** A place where resources can be made. */
export interface Region {
  /** `westeurope` */
  readonly name: string;
  /** `West Europe` */
  readonly displayName: string;
}

export interface ResourceGroup {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  /** `Succeeded`, or what is being done with it: `Deleting`. */
  readonly state: string;
}

/** Any resource, as lists show it. */
export interface Resource {
  readonly id: string;
  readonly name: string;
  /** `Microsoft.Devices/IotHubs` */
  readonly type: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** An IoT hub, as the resource manager lists it. */
export interface HubListing {
  readonly id: string;
  readonly name: string;
  /** Absent while it is being made. */
  readonly hostName?: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly sku: string;
  readonly units: number;
  readonly state: string;
  /** Its policies' keys are refused: only Entra ID lets in. */
  readonly localAuthDisabled: boolean;
  /** As the resource manager shows it, for people. Without keys. */
  readonly document: JsonObject;
}

export interface NewHub {
  readonly name: string;
  readonly resourceGroup: string;
  readonly location: string;
  /** `S1` */
  readonly sku: string;
  readonly units: number;
}

/** A device provisioning service, as the resource manager lists it. */
export interface ProvisioningListing {
  readonly id: string;
  readonly name: string;
  /** To which its enrollments are asked for. Absent while it is being made. */
  readonly hostName?: string;
  /** `0ne00…` */
  readonly idScope?: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly state: string;
  /** As of a {@link HubListing}. */
  readonly localAuthDisabled: boolean;
}

export interface NewProvisioningService extends Pick<ProvisioningListing, 'name' | 'resourceGroup' | 'location'> {
  readonly links: readonly HubLink[];
}

/** Where a hub or a provisioning service of a subscription is. */
export type ServicePlace = Pick<HubListing, 'name' | 'resourceGroup'>;
export type HubPlace = ServicePlace;

/**
 * What an account can do with the resources of Azure, or of this machine.
 * All throw ResourceError, SignInError; AbortError if `signal` says so.
 */
export interface ResourceManager {
  /** `https://management.azure.com` */
  readonly address: string;
  tenants(signal?: AbortSignal): Promise<readonly Tenant[]>;
  /** Those of the tenant whose tokens are shown. */
  subscriptions(signal?: AbortSignal): Promise<readonly Subscription[]>;
  in(subscriptionId: string): SubscriptionResources;
  /** Goes on with what was begun earlier. @param ticket {@link Operation.ticket} */
  resume(ticket: string): Operation;
}

/** The resources of one subscription. Throws as {@link ResourceManager}. */
export interface SubscriptionResources {
  readonly subscriptionId: string;
  /** All places of the subscription. */
  regions(signal?: AbortSignal): Promise<readonly Region[]>;
  /** The places where hubs can be made. */
  hubRegions(signal?: AbortSignal): Promise<readonly Region[]>;
  /** The places where storage accounts can be made. */
  storageRegions(signal?: AbortSignal): Promise<readonly Region[]>;
  /** The places where provisioning services can be made. */
  provisioningRegions(signal?: AbortSignal): Promise<readonly Region[]>;
  readonly hubs: HubResources;
  readonly provisioningServices: ProvisioningResources;
  readonly groups: GroupResources;
  readonly deployments: DeploymentResources;
  readonly platformImages: PlatformImages;
  readonly images: OwnImages;
  readonly machines: MachineResources;
  readonly network: NetworkResources;
  readonly storage: StorageResources;
}

export interface HubResources {
  list(signal?: AbortSignal): Promise<readonly HubListing[]>;
  get(hub: HubPlace, signal?: AbortSignal): Promise<HubListing>;
  /** Why a name cannot be had; nothing if it can. */
  nameProblem(name: string, signal?: AbortSignal): Promise<string | undefined>;
  create(hub: NewHub, signal?: AbortSignal): Promise<Operation>;
  delete(hub: HubPlace, signal?: AbortSignal): Promise<Operation>;
  /** Shared access policies with their primary keys. @param hostName that of their connection strings. */
  policies(hub: HubPlace, hostName: string, signal?: AbortSignal): Promise<readonly AccessPolicyKeys[]>;
  /** How the endpoints are to which it routes messages, as the resource manager shows it, for people. */
  endpointHealth(hub: HubPlace, signal?: AbortSignal): Promise<readonly JsonObject[]>;
}

export interface ProvisioningResources {
  list(signal?: AbortSignal): Promise<readonly ProvisioningListing[]>;
  /** Why a name cannot be had; nothing if it can. */
  nameProblem(name: string, signal?: AbortSignal): Promise<string | undefined>;
  create(service: NewProvisioningService, signal?: AbortSignal): Promise<Operation>;
  delete(service: ServicePlace, signal?: AbortSignal): Promise<Operation>;
  /** As of {@link HubResources}. */
  policies(service: ServicePlace, hostName: string, signal?: AbortSignal): Promise<readonly AccessPolicyKeys[]>;
}

export interface GroupResources {
  list(signal?: AbortSignal): Promise<readonly ResourceGroup[]>;
  get(name: string, signal?: AbortSignal): Promise<ResourceGroup>;
  create(group: Pick<ResourceGroup, 'name' | 'location' | 'tags'>, signal?: AbortSignal): Promise<ResourceGroup>;
  /** Gives it these tags instead of those that it has. */
  setTags(name: string, tags: ResourceGroup['tags'], signal?: AbortSignal): Promise<ResourceGroup>;
  delete(name: string, signal?: AbortSignal): Promise<Operation>;
  resourcesIn(name: string, signal?: AbortSignal): Promise<readonly Resource[]>;
}
