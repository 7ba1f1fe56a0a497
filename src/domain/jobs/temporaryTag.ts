import { printExpression } from '../query/printQuery.ts';
import type { TwinPatch } from '../twin/twinPatch.ts';

/** The tag that marks the devices of one job while it has to find them. */
const tagName = 'workbenchJob';

/** Marks a device for a job, or with `null` removes the mark. */
export function markPatch(jobId: string | null): TwinPatch {
  return { tags: { [tagName]: jobId } };
}

/** What selects the devices that are marked for a job. */
export function markCondition(jobId: string): string {
  const left = { kind: 'property', path: ['tags', tagName] } as const;
  return printExpression({ kind: 'comparison', operator: '=', left, right: { kind: 'constant', value: jobId } });
}
