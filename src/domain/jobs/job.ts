import type { DirectMethodCall, DirectMethodResult } from '../directMethod.ts';
import type { Json } from '../json.ts';
import type { TwinPatch } from '../twin/twinPatch.ts';

/** The kinds of jobs that a hub runs on devices: version 2 of its jobs. */
export type ScheduledJobType = 'scheduleDeviceMethod' | 'scheduleUpdateTwin';

/**
 * The states of a job, in the order in which they follow one another: `queued` and `enqueued` before it starts,
 * `scheduled` if its time is yet to come. `unknown` is what version 2 says of a job of version 1: an import or export.
 */
export type JobState =
  | 'unknown'
  | 'enqueued'
  | 'queued'
  | 'scheduled'
  | 'running'
  | 'completed'
  | 'failed'
  | 'cancelled';

/** A job as the hub knows it. Times are ISO 8601, UTC. */
export interface Job {
  readonly jobId: string;
  readonly status: JobState;
  /** A {@link ScheduledJobType}, or another word of the service, for which nothing else is certain. */
  readonly type: string;
  /** What stands after WHERE; `*` is all devices. */
  readonly queryCondition?: string;
  readonly createdTime?: string;
  readonly startTime?: string;
  readonly endTime?: string;
  readonly maxExecutionTimeInSeconds?: number;
  readonly cloudToDeviceMethod?: JobMethod;
  readonly updateTwin?: TwinPatch;
  readonly failureReason?: string;
  readonly statusMessage?: string;
  readonly deviceJobStatistics?: JobStatistics;
}

/** The method of a job, as the hub gives it back: with what it was told. */
export interface JobMethod {
  readonly methodName: string;
  readonly payload?: Json;
  readonly responseTimeoutInSeconds?: number;
  readonly connectTimeoutInSeconds?: number;
}

/** How many devices of a job are where. */
export interface JobStatistics {
  readonly deviceCount: number;
  readonly succeededCount: number;
  readonly failedCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
}

export type DeviceJobState = 'pending' | 'scheduled' | 'running' | 'completed' | 'failed' | 'cancelled';

/** What a job did with one device or module: a row of `devices.jobs`. Times are ISO 8601, UTC. */
export interface DeviceJob {
  readonly jobId: string;
  readonly deviceId: string;
  readonly moduleId?: string;
  readonly jobType: string;
  readonly status: DeviceJobState;
  readonly createdDateTimeUtc?: string;
  readonly startTimeUtc?: string;
  readonly endTimeUtc?: string;
  readonly lastUpdatedDateTimeUtc?: string;
  /** What the device answered to the method. */
  readonly methodResponse?: DirectMethodResult;
  /** Such as `DeviceNotOnline`, `GatewayTimeout`. */
  readonly error?: { readonly code: string; readonly description: string };
}

/** What a job does with each device. */
export type JobAction =
  | { readonly kind: 'method'; readonly call: DirectMethodCall }
  | { readonly kind: 'twin'; readonly patch: TwinPatch };

/** A job that is to be created. Holds no secret, and is JSON. */
export interface NewJob {
  readonly jobId: string;
  readonly action: JobAction;
  /** What stands after WHERE; `*` is all devices; after `FROM devices.modules` it selects modules. */
  readonly queryCondition: string;
  /** ISO 8601; absent: at once. */
  readonly startTime?: string;
  /** How long the job may run. */
  readonly maxExecutionTimeInSeconds: number;
}

/** True if nothing more happens to a job in this state. */
export function isFinished(status: JobState): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}
