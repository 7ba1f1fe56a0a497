import * as z from 'zod/mini';
import { jsonObject, optionalText } from '../iotHub/wire.ts';

const optionalObject = z.optional(z.nullable(jsonObject));

export const deploymentAnswer = z.object({
  id: z.string(),
  name: z.string(),
  tags: z.optional(z.nullable(z.record(z.string(), z.string()))),
  properties: z.object({
    provisioningState: optionalText,
    mode: z.optional(z.nullable(z.enum(['Incremental', 'Complete']))),
    timestamp: optionalText,
    duration: optionalText,
    parameters: optionalObject,
    outputs: optionalObject,
    outputResources: z.optional(z.nullable(z.array(z.object({ id: optionalText })))),
    error: z.optional(z.unknown()),
  }),
});

export const stepAnswer = z.object({
  properties: z.object({
    provisioningState: optionalText,
    statusCode: optionalText,
    /** What the provider of the resource answered, if it failed: a fault, most often. */
    statusMessage: z.optional(z.unknown()),
    targetResource: z.optional(z.nullable(z.object({ id: optionalText }))),
  }),
});

/** A part of an array's change has parts of its own. */
export interface DeltaAnswer {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly children?: readonly DeltaAnswer[] | null | undefined;
}

const delta: z.ZodMiniType<DeltaAnswer> = z.object({
  path: z.string(),
  before: z.optional(z.unknown()),
  after: z.optional(z.unknown()),
  children: z.optional(z.nullable(z.array(z.lazy(() => delta)))),
});

const change = z.object({
  resourceId: z.string(),
  changeType: z.enum(['Create', 'Delete', 'Ignore', 'NoChange', 'Modify', 'Deploy', 'Unsupported']),
  delta: z.optional(z.nullable(z.array(delta))),
  unsupportedReason: optionalText,
});
export type ChangeAnswer = z.infer<typeof change>;

export const previewAnswer = z.object({
  error: z.optional(z.unknown()),
  properties: z.optional(z.nullable(z.object({ changes: z.optional(z.nullable(z.array(change))) }))),
});

/** A validation that failed may be told of with 200. */
export const validationAnswer = z.object({ error: z.optional(z.unknown()) });
