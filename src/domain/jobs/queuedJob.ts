import type { NewJob } from './job.ts';

/** A job that waits in this editor until its hub takes it. It is JSON and holds no secret. */
export interface QueuedJob {
  readonly hubId: string;
  /** The hub's name at that time. */
  readonly hubName: string;
  readonly job: NewJob;
  /** ISO 8601, UTC. */
  readonly queuedTime: string;
  /** What the hub said when it was last asked: a sentence. */
  readonly problem?: string;
  /** The hub does not take it, however long it waits. */
  readonly refused?: true;
  /** The window that sends it, and until when it may: then another one tries. Both find the same job by its id. */
  readonly claim?: { readonly windowId: string; readonly untilMs: number };
}

/** How long a window may take to send a job. */
const claimMs = 120_000;

/** The job of a hub whose turn it is: the first that was not refused. */
export function nextOf(queue: readonly QueuedJob[], hubId: string): QueuedJob | undefined {
  return queue.find(entry => entry.hubId === hubId && !entry.refused);
}

/** True if a window may send this job now: no other one does. */
export function isFree({ claim }: QueuedJob, windowId: string, nowMs: number): boolean {
  return !claim || claim.windowId === windowId || claim.untilMs <= nowMs;
}

export function claimed(entry: QueuedJob, windowId: string, nowMs: number): QueuedJob {
  return { ...entry, claim: { windowId, untilMs: nowMs + claimMs } };
}

/** The job still waits, or waits for nothing any more if it is refused. */
export function notTaken({ claim: _claim, ...entry }: QueuedJob, problem: string, refused: boolean): QueuedJob {
  return { ...entry, problem, ...(refused ? { refused } : {}) };
}

/** The queue with one entry in the place of that which has its id. */
export function withEntry(queue: readonly QueuedJob[], changed: QueuedJob): readonly QueuedJob[] {
  return queue.map(entry => (entry.job.jobId === changed.job.jobId && entry.hubId === changed.hubId ? changed : entry));
}

export function withoutJob(queue: readonly QueuedJob[], hubId: string, jobId: string): readonly QueuedJob[] {
  return queue.filter(entry => entry.hubId !== hubId || entry.job.jobId !== jobId);
}

/** The queue with a job one place earlier or later among those of its hub. */
export function moved(
  queue: readonly QueuedJob[],
  hubId: string,
  jobId: string,
  direction: 'earlier' | 'later',
): readonly QueuedJob[] {
  const ofHub = queue.filter(entry => entry.hubId === hubId);
  const from = ofHub.findIndex(({ job }) => job.jobId === jobId);
  const [entry, neighbour] = [ofHub[from], ofHub[from + (direction === 'earlier' ? -1 : 1)]];
  if (!entry || !neighbour) return queue;

  return queue.map(one => (one === entry ? neighbour : one === neighbour ? entry : one));
}

/** A job as it is sent now: one whose time is over while it waited starts at once. */
export function asSentNow(job: NewJob, nowMs: number): NewJob {
  const { startTime, ...atOnce } = job;
  return startTime !== undefined && Date.parse(startTime) > nowMs ? job : atOnce;
}
