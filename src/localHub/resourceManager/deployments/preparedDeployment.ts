import * as z from 'zod/mini';
import { ArmFault } from '../armFault.ts';
import { type ArmContext, readBody } from '../armRequest.ts';
import type { GroupRecord } from '../groups.ts';
import { findById } from '../lookUp.ts';
import { sameName } from '../resourceIds.ts';
import { tagsSchema } from '../tags.ts';
import { resolve, type Scope } from '../template/evaluate.ts';
import { parameterValues, shownParameters } from '../template/parameterValues.ts';
import type { Surroundings } from '../template/resourceFunctions.ts';
import { type Template, templateSchema } from '../template/templateDocument.ts';
import { invalidTemplate } from '../template/templateFault.ts';
import { templateScope } from '../template/templateScope.ts';
import { type PlannedResource, plannedResources } from './plannedResources.ts';

const deploymentBody = z.object({
  tags: z.optional(z.nullable(tagsSchema)),
  properties: z.object({
    mode: z.enum(['Incremental', 'Complete']),
    template: z.optional(z.unknown()),
    parameters: z.optional(z.nullable(z.record(z.string(), z.object({ value: z.optional(z.unknown()) })))),
    parametersLink: z.optional(z.null()),
    whatIfSettings: z.optional(
      z.nullable(z.object({ resultFormat: z.optional(z.enum(['FullResourcePayloads', 'ResourceIdOnly'])) })),
    ),
  }),
});

/** A deployment that was read and whose template holds: it can be done, or it can be told what it would do. */
export interface PreparedDeployment {
  readonly name: string;
  readonly group: GroupRecord;
  readonly tags: Readonly<Record<string, string>>;
  readonly mode: 'Incremental' | 'Complete';
  readonly showsIdsOnly: boolean;
  readonly template: Template;
  readonly scope: Scope;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly resources: readonly PlannedResource[];
  /** The ids of resources that are still to be deployed: until then, expressions cannot speak of them. */
  readonly pending: Set<string>;
}

/** Reads a request for a deployment. @throws ArmFault InvalidRequestContent, InvalidTemplate */
export async function prepareDeployment(
  arm: ArmContext,
  group: GroupRecord,
  name: string,
  body: unknown,
): Promise<PreparedDeployment> {
  const { tags, properties } = readBody(body, deploymentBody);
  const template = readTemplate(properties.template);
  const pending = new Set<string>();
  let planned: readonly PlannedResource[] = [];
  const surroundings = surroundingsOf(arm, group, name, pending, () => planned);
  const scopeOf = (values: Readonly<Record<string, unknown>>) => templateScope(template, values, surroundings);
  const values = await parameterValues(template, properties.parameters ?? {}, scopeOf);
  const scope = scopeOf(values);
  planned = await plannedResources(arm, group.name, template.resources, scope);
  checkOrder(planned);

  return {
    name,
    group,
    template,
    scope,
    pending,
    resources: planned,
    tags: tags ?? {},
    mode: properties.mode,
    showsIdsOnly: properties.whatIfSettings?.resultFormat === 'ResourceIdOnly',
    parameters: shownParameters(template, values),
  };
}

/** The body of a resource's request. @param keepUnknown keeps expressions that speak of what is not there. */
export async function bodyOf(
  { body, scope }: PlannedResource,
  { keepUnknown = false } = {},
): Promise<Readonly<Record<string, unknown>>> {
  return (await resolve(body, scope, { keepUnknown })) as Readonly<Record<string, unknown>>;
}

/** What the template says to those who deploy it. */
export async function outputsOf({ template, scope }: PreparedDeployment): Promise<Readonly<Record<string, unknown>>> {
  const outputs: Record<string, unknown> = {};
  for (const [name, { type, value, condition }] of Object.entries(template.outputs ?? {})) {
    const isWanted = condition === undefined || (await resolve(condition, scope)) === true;
    if (!isWanted) continue;
    const isSecret = /^secure/i.test(type);
    outputs[name] = isSecret ? { type } : { type, value: await resolve(value, scope) };
  }
  return outputs;
}

function readTemplate(template: unknown): Template {
  if (template === undefined) {
    throw new ArmFault(
      400,
      'InvalidRequestContent',
      'The request content has no template: a link to one is not followed here. Send the template itself.',
    );
  }
  const parsed = templateSchema.safeParse(template);
  if (parsed.success) return parsed.data;

  const [issue] = parsed.error.issues;
  throw invalidTemplate(
    `The template is not valid at '${issue?.path.join('.') ?? ''}': ${issue?.message ?? 'not as expected'}`,
  );
}

function surroundingsOf(
  arm: ArmContext,
  group: GroupRecord,
  deploymentName: string,
  pending: ReadonlySet<string>,
  planned: () => readonly PlannedResource[],
): Surroundings {
  const { subscriptionId, tenantId, endpoint } = arm;
  return {
    subscriptionId,
    tenantId,
    endpoint,
    group,
    deploymentName,
    nowMs: arm.now(),
    find: async id => ([...pending].some(each => sameName(each, id)) ? undefined : findById(arm, id)),
    idOfName: name => planned().find(resource => sameName(resource.name, name))?.id,
    list: (id, operation, body) => arm.post(`${id}/${operation}`, body),
  };
}

/** @throws ArmFault InvalidTemplate if resources wait for each other. */
function checkOrder(resources: readonly PlannedResource[]): void {
  const done = new Set<string>();
  let rest = resources;
  while (rest.length > 0) {
    const ready = rest.filter(({ after }) => after.every(id => done.has(id)));
    if (ready.length === 0) throw circular(rest);

    for (const { id } of ready) done.add(id);
    rest = rest.filter(({ id }) => !done.has(id));
  }
}

/** What is wrong with resources of which each waits for another. */
export function circular(resources: readonly PlannedResource[]): ArmFault {
  return invalidTemplate(
    `Circular dependency detected on resource: '${resources[0]?.id ?? ''}'. Please see https://aka.ms/arm-syntax-resources for usage details.`,
  );
}
