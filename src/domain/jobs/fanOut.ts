import { HubError } from '../hubError.ts';
import { type IdentityAddress, identityLabel } from '../identityAddress.ts';
import { isFailure } from './deviceOutcome.ts';
import type { DeviceJob, DeviceJobState, JobAction } from './job.ts';
import { type JobCounts, noCounts } from './jobProgress.ts';

/** `interrupted`: the window was closed before it was done. */
export type FanOutState = 'scheduled' | 'running' | 'completed' | 'cancelled' | 'failed' | 'interrupted';

/** What a job would do, done by this window: a hub of the Basic tier has no jobs. It is JSON and holds no secret. */
export interface FanOut {
  readonly id: string;
  readonly hubId: string;
  readonly action: JobAction;
  readonly queryCondition: string;
  /** ISO 8601, UTC. */
  readonly startTime: string;
  readonly endTime?: string;
  readonly state: FanOutState;
  /** Nothing until its devices are found, which they are when it starts. */
  readonly counts?: JobCounts;
  /** Why it ended before its last device: a sentence. */
  readonly problem?: string;
}

export function isFanOutOver({ state }: Pick<FanOut, 'state'>): boolean {
  return state !== 'scheduled' && state !== 'running';
}

/** The rows of a fan-out: each device and module once, as it is now. */
export class FanOutRows {
  readonly #rows: Map<string, DeviceJob>;

  constructor(rows: Iterable<DeviceJob> = []) {
    this.#rows = new Map(Array.from(rows, row => [identityLabel(row), row]));
  }

  put(row: DeviceJob): void {
    this.#rows.set(identityLabel(row), row);
  }

  list(status?: DeviceJobState): readonly DeviceJob[] {
    const rows = [...this.#rows.values()];
    return status === undefined ? rows : rows.filter(row => row.status === status);
  }

  get failed(): readonly IdentityAddress[] {
    return this.list().filter(isFailure).map(addressOfRow);
  }

  get counts(): JobCounts {
    const counts = { ...noCounts, total: this.#rows.size };
    for (const { status } of this.#rows.values()) counts[countedAs[status]]++;
    return counts;
  }

  /** What was begun and has no end may have reached the device; what was not begun has not. */
  interrupt(): void {
    for (const row of this.list()) {
      if (row.status === 'running') this.put({ ...row, status: 'failed', error: mayHaveRun });
      if (row.status === 'pending') this.put({ ...row, status: 'cancelled' });
    }
  }
}

const mayHaveRun = {
  code: 'Interrupted',
  description: 'The window was closed before the answer came. The device may have run it.',
};

const countedAs: Readonly<Record<DeviceJobState, Exclude<keyof JobCounts, 'total'>>> = {
  pending: 'waiting',
  scheduled: 'waiting',
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'failed',
};

function addressOfRow({ deviceId, moduleId }: DeviceJob): IdentityAddress {
  return { deviceId, ...(moduleId === undefined ? {} : { moduleId }) };
}

/** The row of a device whose turn is yet to come. */
export function waitingRow({ id, action }: Pick<FanOut, 'id' | 'action'>, address: IdentityAddress): DeviceJob {
  const jobType = action.kind === 'method' ? 'scheduleDeviceMethod' : 'scheduleUpdateTwin';
  return { jobId: id, jobType, status: 'pending', ...address };
}

/** How a failure stands in a row, with the codes that the rows of a hub's jobs have. */
export function rowError(error: unknown): { readonly code: string; readonly description: string } {
  if (!HubError.is(error)) return { code: 'Unexpected', description: String(error) };
  const codes: Partial<Record<HubError['reason']['kind'], string>> = {
    deviceNotOnline: 'DeviceNotOnline',
    noAnswer: 'GatewayTimeout',
    deviceNotFound: 'DeviceNotFound',
  };
  return { code: codes[error.reason.kind] ?? error.reason.kind, description: error.message };
}

/** What is the same for all other devices: a hub whose tier or policy does not allow it allows it for none of them. */
export function endsFanOut(error: unknown): boolean {
  return (['notInTier', 'forbidden', 'unauthorized'] as const).some(kind => HubError.is(error, kind));
}
