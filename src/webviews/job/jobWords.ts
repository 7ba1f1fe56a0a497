import type { DeviceOutcome } from '../../domain/jobs/deviceOutcome.ts';
import type { JobCounts } from '../../domain/jobs/jobProgress.ts';
import type { JobCommand, JobPicture } from '../../protocol/jobPage.ts';

export const outcomeWords: Readonly<Record<DeviceOutcome, string>> = {
  waiting: 'Waiting',
  running: 'Running',
  completed: 'Completed',
  refused: 'Refused',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** What an outcome means, where its word alone does not say. */
export const outcomeHints: Readonly<Partial<Record<DeviceOutcome, string>>> = {
  completed: 'The device answered, or its twin was changed',
  refused: 'Among the completed: answered with a status of 400 or more',
};

export const commandWords: Readonly<Record<JobCommand, { readonly label: string; readonly icon: string }>> = {
  cancel: { label: 'Cancel Job…', icon: 'circle-slash' },
  pause: { label: 'Pause', icon: 'debug-pause' },
  resume: { label: 'Resume', icon: 'debug-continue' },
  stop: { label: 'Stop…', icon: 'debug-stop' },
  retry: { label: 'Retry Failed…', icon: 'debug-rerun' },
  runAgain: { label: 'Run Again…', icon: 'refresh' },
  moveUp: { label: 'Move Up', icon: 'arrow-up' },
  moveDown: { label: 'Move Down', icon: 'arrow-down' },
};

/** How many devices an outcome has, as far as the hub counts them. */
export function countOf(counts: JobCounts | null, outcome: DeviceOutcome): number | undefined {
  if (!counts || outcome === 'refused' || outcome === 'cancelled') return undefined;
  return counts[outcome];
}

/** What a screen reader should hear when it changes. */
export function announceJob({ state, counts }: Pick<JobPicture, 'state' | 'counts'>): string {
  if (!counts) return state;
  const { total, completed, failed } = counts;
  return `${state}. ${completed.toLocaleString()} of ${total.toLocaleString()} completed, ${failed.toLocaleString()} failed`;
}

/** What the table of devices has: `100 devices, more on the hub`. */
export function describeDevices(shown: number, lookedAt: number, more: boolean, busy: boolean): string {
  if (busy && shown === 0) return 'Loading devices…';

  const devices = `${shown.toLocaleString()} ${shown === 1 ? 'device' : 'devices'}`;
  const found = lookedAt > shown ? `${devices} found among ${lookedAt.toLocaleString()}` : devices;
  return `${found}${more ? ', more on the hub' : ''}${busy ? ', loading…' : ''}`;
}
