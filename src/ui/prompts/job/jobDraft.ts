import type { JobAction, NewJob } from '../../../domain/jobs/job.ts';
import { deviceIdConditions } from '../../../domain/jobs/deviceIdConditions.ts';
import { type JobStart, startTimeOf } from '../../../domain/jobs/jobStart.ts';
import { markCondition } from '../../../domain/jobs/temporaryTag.ts';
import type { JobPlan } from '../../../domain/jobs/jobPlan.ts';
import { readTwinPatch } from '../../../domain/jobs/twinPatchText.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { JobOrder } from '../../support/jobs/jobOrder.ts';
import { type MethodDraft, methodCallOf } from '../askMethodCall.ts';

/** A new job as far as a person has said what it is. Texts are as they were typed. */
export interface JobDraft extends MethodDraft {
  /** Which entry of the first step was chosen. */
  readonly choice: string;
  readonly kind: JobAction['kind'];
  readonly patchText: string;
  readonly condition: string;
  /** Devices that no single condition can list. */
  readonly deviceIds?: readonly string[];
  /** How these are reached. */
  readonly means: 'split' | 'mark';
  readonly startText: string;
  readonly start: JobStart;
  readonly maxExecutionTimeInSeconds: number;
  readonly jobId: string;
  /** Whether the hub runs it once, or this window in stages or again and again. */
  readonly plan: 'once' | JobPlan['kind'];
  readonly stagesText: string;
  readonly mostFailuresText: string;
  readonly cron: string;
}

/** What is sent if it is sent now; nothing while the draft does not say all. */
export function orderOf(hub: Hub, draft: JobDraft, now: Date): JobOrder | undefined {
  const action = actionOf(draft);
  if (!action) return undefined;

  const { deviceIds, means, jobId, maxExecutionTimeInSeconds } = draft;
  const startTime = startTimeOf(draft.start, now);
  const conditions = conditionsOf(draft);
  const jobOf = (queryCondition: string, index: number): NewJob => ({
    jobId: conditions.length === 1 ? jobId : `${jobId}-${index + 1}`,
    action,
    queryCondition,
    maxExecutionTimeInSeconds,
    ...(startTime === undefined ? {} : { startTime }),
  });
  const jobs = conditions.map(jobOf);

  return { hub, jobs, ...(deviceIds && means === 'mark' ? { marked: deviceIds } : {}) };
}

function conditionsOf({ deviceIds, means, jobId, condition }: JobDraft): readonly string[] {
  if (!deviceIds) return [condition.trim()];
  return means === 'split' ? deviceIdConditions(deviceIds) : [markCondition(jobId)];
}

function actionOf(draft: JobDraft): JobAction | undefined {
  if (draft.kind === 'method') {
    const call = methodCallOf(draft);
    return call && { kind: 'method', call };
  }
  const patch = readTwinPatch(draft.patchText);
  return patch && { kind: 'twin', patch };
}
