import type { JsonObject } from '../json.ts';
import type { Operation } from './operation.ts';
import type { ResourceFault } from './resourceFault.ts';

/** Complete: what the template does not name is deleted from the group. */
export type DeploymentMode = 'Incremental' | 'Complete';

/** Where a deployment is. */
export interface DeploymentPlace {
  readonly resourceGroup: string;
  readonly name: string;
}

/** What a template was deployed with, and what came of it. */
export interface Deployment extends DeploymentPlace {
  readonly id: string;
  /** `Running`, `Succeeded`, `Failed`, `Canceled`, … */
  readonly state: string;
  readonly mode: DeploymentMode;
  /** When it last changed: ISO 8601. */
  readonly timestamp?: string;
  /** ISO 8601: `PT1.25S`. */
  readonly duration?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** By their names; those that are secret have no value. */
  readonly parameters: JsonObject;
  readonly outputs: JsonObject;
  /** The ids of what it made or changed. */
  readonly resourceIds: readonly string[];
  readonly fault?: ResourceFault;
}

/** What was done for one resource of a deployment. */
export interface DeploymentStep {
  readonly state: string;
  /** Absent for what is no resource, such as the reading of outputs. */
  readonly resourceId?: string;
  /** Of the answer: `Created`, `Conflict`. */
  readonly statusCode: string;
  readonly fault?: ResourceFault;
}

export interface DeploymentRequest extends DeploymentPlace {
  readonly mode: DeploymentMode;
  readonly template: JsonObject;
  /** As a file of parameters has them: `{ name: { value } }`. */
  readonly parameters: JsonObject;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What would become of a resource. Microsoft Learn, "ARM template deployment what-if operation", Change types. */
export type ChangeKind = 'Create' | 'Delete' | 'Ignore' | 'NoChange' | 'Modify' | 'Deploy' | 'Unsupported';

export interface PropertyChange {
  /** `sku.capacity` */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface PlannedChange {
  readonly resourceId: string;
  readonly kind: ChangeKind;
  readonly properties: readonly PropertyChange[];
  /** Why the resource manager cannot tell. */
  readonly unsupportedReason?: string;
}

/** The deployments of the resource groups of a subscription. Throws as `ResourceManager`. */
export interface DeploymentResources {
  /** The newest first. */
  list(resourceGroup: string, signal?: AbortSignal): Promise<readonly Deployment[]>;
  get(place: DeploymentPlace, signal?: AbortSignal): Promise<Deployment>;
  steps(place: DeploymentPlace, signal?: AbortSignal): Promise<readonly DeploymentStep[]>;
  /** Has the template and its resources checked. @throws ResourceError `rejected` with what is wrong. */
  validate(request: DeploymentRequest, signal?: AbortSignal): Promise<void>;
  /** What it would do, by the resource manager's own account. Nothing is changed. */
  preview(request: DeploymentRequest, signal?: AbortSignal): Promise<readonly PlannedChange[]>;
  create(request: DeploymentRequest, signal?: AbortSignal): Promise<Operation>;
  /** Removes the record; what was deployed stays. */
  delete(place: DeploymentPlace, signal?: AbortSignal): Promise<Operation>;
  /** What was done stays. */
  cancel(place: DeploymentPlace, signal?: AbortSignal): Promise<void>;
}
