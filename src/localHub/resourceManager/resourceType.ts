import type { ApiVersions, ArmContext } from './armRequest.ts';

/** Where a resource is: its group, and its name with those of the resources that it is in. */
export interface Place {
  /** As the group is written. */
  readonly group: string;
  /** `fabrikam`, or `gallery/image/1.0.0` for a resource in others. */
  readonly name: string;
}

/** A resource as Azure Resource Manager shows it. */
export interface ResourceDocument {
  /** `/subscriptions/{id}/resourceGroups/{group}/providers/{type}/{name}` */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly sku?: unknown;
  readonly kind?: string | undefined;
  readonly etag?: string | undefined;
  readonly properties: unknown;
}

/** What a request asks for, read and found good; nothing has happened yet. */
export interface Preparation {
  /** How the resource shows itself while it is being made. */
  readonly coming: ResourceDocument;
  /** Makes or changes it. Resolves when that survives the end of the process. @throws ArmFault */
  readonly apply: () => Promise<void>;
}

/** A type of resource: what the routes, templates and the deletion of groups need to know of it. */
export interface ResourceType {
  /** `Microsoft.Devices/IotHubs`; `Microsoft.Compute/galleries/images` for one that is in another. */
  readonly type: string;
  /** The newest version that is known, and whether one is served. */
  readonly versions: ApiVersions;
  /**
   * How a creation is answered: 201 with `Azure-AsyncOperation`, 202 with `Location`, or 201 once it is done.
   * A change is always answered when it is done.
   */
  readonly creation: 'asyncOperation' | 'location' | 'atOnce';
  /** The status of a creation that is done at once, where the service has another than 201. */
  readonly createdStatus?: 200;
  readonly deletion: 'asyncOperation' | 'atOnce';
  /** All that there are. */
  list(arm: ArmContext): readonly ResourceDocument[] | Promise<readonly ResourceDocument[]>;
  find(arm: ArmContext, place: Place): ResourceDocument | undefined | Promise<ResourceDocument | undefined>;
  /** What is shown besides with `$expand`: the view of an instance. */
  expand?(arm: ArmContext, place: Place): object;
  /** Reads the body of a PUT. @throws ArmFault for what cannot be. */
  prepare(arm: ArmContext, place: Place, body: unknown): Preparation | Promise<Preparation>;
  /** Reads the body of a PATCH, for a resource that there is, and does it; absent where there is nothing to change so. */
  patch?(arm: ArmContext, place: Place, body: unknown): void | Promise<void>;
  /** @throws ArmFault if a resource cannot be deleted by itself, as another needs it. It goes with its group all the same. */
  checkRemoval?(arm: ArmContext, place: Place): void;
  /** Removes a resource that there is, with all that is in it. */
  remove(arm: ArmContext, place: Place): void | Promise<void>;
}
