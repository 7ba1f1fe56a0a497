import * as vscode from 'vscode';
import type { HubClient } from '../../../domain/hubClient.ts';
import { type Job, isFinished } from '../../../domain/jobs/job.ts';
import type { Hub } from '../hub/hub.ts';

/** Of a list of jobs, in a request. */
const pageSize = 100;
/** Of jobs that are listed: hubs keep 30 days of them. */
const mostListed = 500;
const liveStates = ['running', 'scheduled', 'queued'] as const;

/** The jobs of the hubs' own jobs service that were seen, and how they were when they were last asked for. */
export class ScheduledJobs implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #jobs = new Map<string, Map<string, Job>>();

  readonly onDidChange = this.#changed.event;

  list(hub: Hub): readonly Job[] {
    return [...this.#of(hub).values()];
  }

  get(hub: Hub, jobId: string): Job | undefined {
    return this.#of(hub).get(jobId);
  }

  /** Asks for the newest that a hub lists, and for all that are not finished. @throws HubError */
  async load(hub: Hub, signal: AbortSignal): Promise<void> {
    const { client } = await hub.connect();
    const jobs = await listJobs(client, signal);
    this.#jobs.set(hub.id, new Map(jobs.map(job => [job.jobId, job])));
    this.#changed.fire(hub.id);
  }

  /** Asks for those that run, or whose time has come, each alone. @throws HubError */
  async update(hub: Hub, signal: AbortSignal, now = Date.now()): Promise<void> {
    const due = this.list(hub).filter(job => mayHaveChanged(job, now));
    for (const { jobId } of due) await this.read(hub, jobId, signal);
  }

  /** Asks for one. @throws HubError */
  async read(hub: Hub, jobId: string, signal?: AbortSignal): Promise<Job> {
    const { client } = await hub.connect();
    return this.put(hub, await client.jobs.get(jobId, signal));
  }

  /** Learns of one from whoever has just asked for it, or created it. */
  put(hub: Hub, job: Job): Job {
    const jobs = this.#of(hub);
    const before = jobs.get(job.jobId);
    jobs.set(job.jobId, job);
    this.#jobs.set(hub.id, jobs);
    if (JSON.stringify(before) !== JSON.stringify(job)) this.#changed.fire(hub.id);
    return job;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #of(hub: Hub): Map<string, Job> {
    return this.#jobs.get(hub.id) ?? new Map<string, Job>();
  }
}

function mayHaveChanged({ status, startTime }: Job, now: number): boolean {
  if (isFinished(status)) return false;
  return status !== 'scheduled' || startTime === undefined || Date.parse(startTime) <= now;
}

async function listJobs({ jobs }: HubClient, signal: AbortSignal): Promise<readonly Job[]> {
  const listed: Job[] = [];
  let next: string | undefined;
  do {
    const page = await jobs.list({}, { pageSize, ...(next === undefined ? {} : { after: next }) }, signal);
    listed.push(...page.items);
    ({ next } = page);
  } while (next !== undefined && listed.length < mostListed);
  if (next === undefined) return listed;

  // What runs must not be missing, wherever in the list it stands.
  for (const status of liveStates) listed.push(...(await jobs.list({ status }, { pageSize }, signal)).items);
  return listed;
}
