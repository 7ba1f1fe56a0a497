import type { JobAction } from './job.ts';
import type { JobCounts } from './jobProgress.ts';

/** Why a rollout does not go on by itself: a person said so, too many devices failed, or the hub refused a job. */
export type RolloutHalt = 'person' | 'failures' | 'refused';

export type RolloutState =
  /** `hindrance`: why its next step could not be taken when it was last tried, a sentence. */
  | { readonly kind: 'running'; readonly hindrance?: string }
  | { readonly kind: 'paused'; readonly by: RolloutHalt; readonly problem?: string }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'completed' };

/** A job of the hub on some of the devices of a stage: those from `from` up to, not including, `to`. */
export interface RolloutJob {
  readonly jobId: string;
  readonly stage: number;
  readonly from: number;
  readonly to: number;
  readonly queryCondition: string;
  /** `planned` until the hub was asked to run it: from then on it is never asked again for other devices. */
  readonly state: 'planned' | 'running' | 'finished';
  readonly counts?: JobCounts;
  /** Devices that failed, and those that refused with a status of 400 or more; known when the job is finished. */
  readonly failures?: number;
}

/**
 * An action that reaches the devices in stages. The targets are found once, when it begins, and each is in exactly one of
 * the jobs. It is JSON and holds no secret.
 */
export interface Rollout {
  readonly id: string;
  readonly hubId: string;
  readonly action: JobAction;
  /** What selected the targets. */
  readonly queryCondition: string;
  readonly maxExecutionTimeInSeconds: number;
  /** Of the targets in percent, each larger than the one before; the last is what the rollout reaches at most. */
  readonly stages: readonly number[];
  /** It goes on while at most this share of the devices of a stage failed. In percent. */
  readonly mostFailuresPercent: number;
  readonly total: number;
  readonly jobs: readonly RolloutJob[];
  readonly state: RolloutState;
  /** The last stage whose failures a person has accepted; -1 for none. */
  readonly acceptedStage: number;
  /** ISO 8601, UTC. */
  readonly createdTime: string;
}

/** What is wrong with a text of stages such as `1, 10, 100`; else the stages. */
export function readStages(text: string): readonly number[] | 'numbers' | 'order' {
  const stages = text
    .split(/[\s,;%]+/)
    .filter(part => part !== '')
    .map(Number);
  if (stages.length === 0 || stages.some(stage => !(stage > 0 && stage <= 100))) return 'numbers';
  return stages.every((stage, index) => index === 0 || stage > (stages[index - 1] ?? 0)) ? stages : 'order';
}

/** Up to which target each stage goes: at least one more than the stage before, as long as there are targets. */
export function stageEnds(total: number, stages: readonly number[]): readonly number[] {
  let before = 0;
  return stages.map(stage => {
    before = Math.min(total, Math.max(before + 1, Math.round((total * stage) / 100)));
    return before;
  });
}

/** How a stage went, or is going. */
export interface StageTally {
  readonly devices: number;
  readonly failures: number;
  readonly state: 'planned' | 'running' | 'finished';
}

export function stageTally({ jobs }: Pick<Rollout, 'jobs'>, stage: number): StageTally {
  const own = jobs.filter(job => job.stage === stage);
  const failures = own.reduce((sum, { failures, counts }) => sum + (failures ?? counts?.failed ?? 0), 0);
  const devices = own.reduce((sum, { from, to }) => sum + to - from, 0);
  const isDone = own.every(({ state }) => state === 'finished');
  const isPlanned = own.every(({ state }) => state === 'planned');
  return { devices, failures, state: isDone ? 'finished' : isPlanned ? 'planned' : 'running' };
}

export type RolloutStep =
  | { readonly kind: 'send'; readonly job: RolloutJob }
  | { readonly kind: 'await'; readonly job: RolloutJob }
  /** Too many devices of the stage failed. */
  | { readonly kind: 'halt'; readonly stage: number; readonly failures: number; readonly devices: number }
  | { readonly kind: 'complete' };

/** What is next. A job that the hub has is awaited even while the rollout is paused; nothing is sent then. */
export function nextStep(rollout: Rollout): RolloutStep | undefined {
  const running = rollout.jobs.find(({ state }) => state === 'running');
  if (running) return { kind: 'await', job: running };
  if (rollout.state.kind !== 'running') return undefined;

  const next = rollout.jobs.find(({ state }) => state === 'planned');
  if (!next) return { kind: 'complete' };
  const last = rollout.jobs.findLast(({ state }) => state === 'finished');
  return (last && excess(rollout, last.stage)) ?? { kind: 'send', job: next };
}

/** A person who has seen the failures of a stage and lets the rollout go on has decided. */
function excess(rollout: Rollout, stage: number): RolloutStep | undefined {
  const { devices, failures } = stageTally(rollout, stage);
  const within = failures * 100 <= rollout.mostFailuresPercent * devices;
  if (within || stage <= rollout.acceptedStage) return undefined;
  return { kind: 'halt', stage, failures, devices };
}

/** The rollout with one of its jobs in the place of that which has its id. */
export function withJob(rollout: Rollout, changed: RolloutJob): Rollout {
  return { ...rollout, jobs: rollout.jobs.map(job => (job.jobId === changed.jobId ? changed : job)) };
}

/** A rollout that has just taken a step: what may have kept it from that is over. */
export function unhindered(rollout: Rollout): Rollout {
  return rollout.state.kind === 'running' ? { ...rollout, state: { kind: 'running' } } : rollout;
}

/** A rollout that goes on because a person says so, whatever failed until now. */
export function resumed(rollout: Rollout): Rollout {
  const reached = rollout.jobs.filter(({ state }) => state !== 'planned').map(({ stage }) => stage);
  return { ...rollout, state: { kind: 'running' }, acceptedStage: Math.max(-1, ...reached) };
}

/** True if nothing more will happen in it: no job of it runs, and none will be sent. */
export function isOver(rollout: Rollout): boolean {
  const { kind } = rollout.state;
  return (kind === 'stopped' || kind === 'completed') && rollout.jobs.every(({ state }) => state !== 'running');
}
