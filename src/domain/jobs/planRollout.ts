import type { IdentityAddress } from '../identityAddress.ts';
import type { JobAction } from './job.ts';
import { type Rollout, type RolloutJob, stageEnds } from './rollout.ts';
import { type TargetCondition, targetConditions } from './targetConditions.ts';

export interface RolloutOrder {
  readonly id: string;
  readonly hubId: string;
  readonly action: JobAction;
  readonly queryCondition: string;
  readonly maxExecutionTimeInSeconds: number;
  readonly stages: readonly number[];
  readonly mostFailuresPercent: number;
}

/**
 * All jobs of a rollout, before the first of them is sent: each target is in exactly one, and each job has its id, so
 * that a hub takes it once however often it is sent.
 */
export function planRollout(order: RolloutOrder, targets: readonly IdentityAddress[], now: Date): Rollout {
  const ends = stageEnds(targets.length, order.stages);
  const jobs = ends.flatMap((end, stage) => {
    const from = ends[stage - 1] ?? 0;
    return stageJobs(order.id, stage, from, targetConditions(targets.slice(from, end)));
  });

  return {
    ...order,
    total: targets.length,
    jobs,
    state: { kind: 'running' },
    acceptedStage: -1,
    createdTime: now.toISOString(),
  };
}

function stageJobs(id: string, stage: number, start: number, conditions: readonly TargetCondition[]): RolloutJob[] {
  let from = start;
  return conditions.map(({ condition, count }, index) => {
    const to = from + count;
    const job = { jobId: `${id}-${stage + 1}-${index + 1}`, stage, from, to, queryCondition: condition };
    from = to;
    return { ...job, state: 'planned' };
  });
}
