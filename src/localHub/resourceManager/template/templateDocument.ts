import * as z from 'zod/mini';

/** An expression, or a value. */
const expression = z.unknown();
const expressions = z.record(z.string(), expression);

const parameterTypes = ['string', 'securestring', 'int', 'bool', 'object', 'secureobject', 'array'] as const;

const parameterDefinition = z.looseObject({
  type: z.pipe(
    z.pipe(
      z.string(),
      z.transform(text => text.toLowerCase()),
    ),
    z.enum(parameterTypes),
  ),
  defaultValue: z.optional(expression),
  allowedValues: z.optional(z.array(expression)),
  minLength: z.optional(z.number()),
  maxLength: z.optional(z.number()),
  minValue: z.optional(z.number()),
  maxValue: z.optional(z.number()),
});
export type ParameterDefinition = z.infer<typeof parameterDefinition>;

const loop = z.object({
  name: z.string(),
  count: expression,
  mode: z.optional(z.string()),
  batchSize: z.optional(z.unknown()),
});

/** A resource of a template, of which more than this is its provider's. */
export interface TemplateResource {
  readonly type: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly condition?: unknown;
  readonly copy?: z.infer<typeof loop> | undefined;
  readonly dependsOn?: readonly string[] | undefined;
  /** Resources in it, whose types and names go on from its own. */
  readonly resources?: readonly TemplateResource[] | undefined;
}

const resource: z.ZodMiniType<TemplateResource> = z.looseObject({
  type: z.string(),
  apiVersion: z.string(),
  name: z.string(),
  condition: z.optional(expression),
  copy: z.optional(loop),
  dependsOn: z.optional(z.array(z.string())),
  resources: z.optional(z.array(z.lazy(() => resource))),
});

const userFunction = z.object({
  parameters: z.optional(z.array(z.object({ name: z.string(), type: z.string() }))),
  output: z.object({ type: z.string(), value: expression }),
});
export type UserFunction = z.infer<typeof userFunction>;

/** Microsoft Learn, "Understand the structure and syntax of ARM templates": resources as an array, no symbolic names. */
export const templateSchema = z.object({
  $schema: z.string(),
  contentVersion: z.string(),
  parameters: z.optional(z.record(z.string(), parameterDefinition)),
  variables: z.optional(expressions),
  functions: z.optional(z.array(z.object({ namespace: z.string(), members: z.record(z.string(), userFunction) }))),
  resources: z.array(resource),
  outputs: z.optional(
    z.record(
      z.string(),
      z.looseObject({ type: z.string(), value: z.optional(expression), condition: z.optional(expression) }),
    ),
  ),
});
export type Template = z.infer<typeof templateSchema>;

/** The parts of a resource that are the template's; all else is the body of its request. */
export const templateMembers: ReadonlySet<string> = new Set([
  'type',
  'apiVersion',
  'name',
  'condition',
  'copy',
  'dependsOn',
  'resources',
  'comments',
  'metadata',
]);
