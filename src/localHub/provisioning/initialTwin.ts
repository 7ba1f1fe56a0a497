import * as z from 'zod/mini';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import type { InitialTwin } from '../../domain/provisioning/enrollment.ts';
import { describeTwinProblem, findTwinProblem } from '../../domain/twinLimits.ts';

const section = z.optional(z.nullable(z.custom<JsonObject>(isJsonObject)));

/** A twin to begin with, as enrollments and webhooks give it. */
export const initialTwinRequest = z.optional(
  z.nullable(z.object({ tags: section, properties: z.optional(z.nullable(z.object({ desired: section }))) })),
);

/**
 * Checks a twin by the limits of all twins; gives the sentence that says what is wrong. What the service's clients add,
 * versions and metadata, is left out.
 */
export function checkedInitialTwin(twin: NonNullable<z.infer<typeof initialTwinRequest>>): InitialTwin | string {
  const tags = withoutMarks(twin.tags ?? {});
  const desired = withoutMarks(twin.properties?.desired ?? {});
  for (const [name, members] of [['tags', tags] as const, ['desired', desired] as const]) {
    const problem = findTwinProblem(name, members);
    if (problem) return describeTwinProblem(name, problem);
  }
  return { tags, properties: { desired } };
}

function withoutMarks({ $metadata: _metadata, $version: _version, ...members }: JsonObject): JsonObject {
  return members;
}
