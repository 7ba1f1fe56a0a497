import type { DeviceJobState, JobState } from './job.ts';

const jobStates: ReadonlySet<string> = new Set<JobState>([
  'enqueued',
  'queued',
  'scheduled',
  'running',
  'completed',
  'failed',
  'cancelled',
]);
const deviceJobStates: ReadonlySet<string> = new Set<DeviceJobState>([
  'pending',
  'scheduled',
  'running',
  'completed',
  'failed',
  'cancelled',
]);

/** A job's state from the service's word: it writes `canceled` too, and `pending` for `queued`. */
export function readJobState(word: string): JobState {
  const state = oneSpelling(word);
  if (state === 'pending') return 'queued';
  return jobStates.has(state) ? (state as JobState) : 'unknown';
}

/** The state of a device in a job from the service's word; nothing for one that it does not have. */
export function readDeviceJobState(word: string): DeviceJobState | undefined {
  const state = oneSpelling(word);
  return deviceJobStates.has(state) ? (state as DeviceJobState) : undefined;
}

function oneSpelling(word: string): string {
  const state = word.toLowerCase();
  return state === 'canceled' ? 'cancelled' : state;
}
