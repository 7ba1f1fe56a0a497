import * as z from 'zod/mini';
import { armErrorSchema } from '../armFault.ts';
import type { ArmContext } from '../armRequest.ts';
import { locations } from '../locations.ts';
import { groupId, parseResourceId } from '../resourceIds.ts';
import { tagsSchema } from '../tags.ts';

const deploymentType = 'Microsoft.Resources/deployments';

const operationRecord = z.object({
  id: z.string(),
  /** Of the resource. */
  target: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  /** Of the answer to its request. */
  statusCode: z.string(),
  error: z.optional(armErrorSchema),
});
export type DeploymentOperation = z.infer<typeof operationRecord>;

const deploymentRecord = z.object({
  name: z.string(),
  group: z.string(),
  tags: tagsSchema,
  correlationId: z.string(),
  mode: z.enum(['Incremental', 'Complete']),
  state: z.enum(['Accepted', 'Running', 'Succeeded', 'Failed', 'Canceled']),
  template: z.unknown(),
  /** Without the values of those that are secret. */
  parameters: z.record(z.string(), z.unknown()),
  /** The ids of the resources that the template names. */
  resources: z.array(z.string()),
  operations: z.array(operationRecord),
  outputs: z.optional(z.record(z.string(), z.unknown())),
  error: z.optional(armErrorSchema),
  startMs: z.number(),
  endMs: z.optional(z.number()),
});
export type DeploymentRecord = z.infer<typeof deploymentRecord>;

function deploymentsPath(arm: ArmContext, group: string): string {
  return `${groupId(arm, group)}/providers/${deploymentType}`;
}

export function deploymentId(arm: ArmContext, { group, name }: Pick<DeploymentRecord, 'group' | 'name'>): string {
  return `${deploymentsPath(arm, group)}/${name}`;
}

export function findDeployment(arm: ArmContext, group: string, name: string): DeploymentRecord | undefined {
  return arm.resources.get(deploymentId(arm, { group, name }), deploymentRecord)?.document;
}

/** The last first. */
export function listDeployments(arm: ArmContext, group: string): readonly DeploymentRecord[] {
  return arm.resources.list(deploymentsPath(arm, group), deploymentRecord).map(({ document }) => document);
}

export function putDeployment(arm: ArmContext, record: DeploymentRecord): void {
  arm.resources.put(deploymentId(arm, record), record);
}

export function isActive({ state }: DeploymentRecord): boolean {
  return state === 'Accepted' || state === 'Running';
}

/** A deployment as the resource manager shows it. */
export function deploymentDocument(arm: ArmContext, record: DeploymentRecord) {
  const { name, tags, mode, state, correlationId, parameters, outputs, error, startMs, endMs, resources } = record;
  return {
    id: deploymentId(arm, record),
    name,
    type: deploymentType,
    tags,
    properties: {
      mode,
      provisioningState: state,
      correlationId,
      parameters,
      timestamp: new Date(endMs ?? startMs).toISOString(),
      duration: durationOf(startMs, endMs ?? arm.now()),
      providers: providersOf(resources),
      dependencies: [],
      ...(outputs ? { outputs } : {}),
      ...(state === 'Succeeded' ? { outputResources: resources.map(id => ({ id })) } : {}),
      ...(error ? { error } : {}),
    },
  };
}

export function deploymentOperationDocument(arm: ArmContext, record: DeploymentRecord, operation: DeploymentOperation) {
  const { id, target, startMs, endMs, statusCode, error } = operation;
  const parsed = parseResourceId(target);
  return {
    id: `${deploymentId(arm, record)}/operations/${id}`,
    operationId: id,
    properties: {
      provisioningOperation: 'Create',
      provisioningState: error ? 'Failed' : 'Succeeded',
      timestamp: new Date(endMs).toISOString(),
      duration: durationOf(startMs, endMs),
      trackingId: id,
      statusCode,
      ...(error ? { statusMessage: { status: 'Failed', error } } : {}),
      targetResource: { id: target, resourceType: parsed?.type, resourceName: parsed?.name },
    },
  };
}

/** ISO 8601: `PT1.25S`. */
function durationOf(startMs: number, endMs: number): string {
  return `PT${Math.max(0, endMs - startMs) / 1000}S`;
}

function providersOf(resources: readonly string[]) {
  const types = [...new Set(resources.map(id => parseResourceId(id)?.type ?? ''))];
  const byNamespace = Map.groupBy(types, type => type.split('/', 1)[0] ?? '');
  return [...byNamespace].map(([namespace, members]) => ({
    namespace,
    resourceTypes: members.map(type => ({
      resourceType: type.slice(namespace.length + 1),
      locations: locations.map(({ name }) => name),
    })),
  }));
}
