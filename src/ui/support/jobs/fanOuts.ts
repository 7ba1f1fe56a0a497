import * as vscode from 'vscode';
import { type FanOut, FanOutRows, isFanOutOver } from '../../../domain/jobs/fanOut.ts';
import type { NewJob } from '../../../domain/jobs/job.ts';
import { isConditionProblem, readTargetCondition } from '../../../domain/query/targetCondition.ts';
import { findTargets } from '../../../domain/jobs/targets.ts';
import type { Hub } from '../hub/hub.ts';
import type { Hubs } from '../hub/hubs.ts';
import { isCancellation, logText, sentence } from '../showFailure.ts';
import { FanOutFile } from './fanOutFile.ts';
import { runFanOut } from './fanOutRun.ts';

const key = 'jobs.fanOuts';
const mostOver = 20;
/** How often those who look on hear of it. */
const tellEveryMs = 500;
/** What starts later than this is looked at again then. */
const longestTimerMs = 3_600_000;

export interface FanOutParts {
  readonly hubs: Hubs;
  /** Of the workspace: a fan-out belongs to its window. */
  readonly state: vscode.Memento;
  /** Where rows are kept. */
  readonly folder: string;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Jobs that this window runs itself, device by device, on hubs whose tier has none. What was done is kept over a reload of
 * the window; what was not done by then is not taken up by itself.
 */
export class FanOuts implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #rows = new Map<string, FanOutRows>();
  readonly #running = new Map<string, AbortController>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Fires with the id of the hub. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly parts: FanOutParts) {
    for (const fanOut of this.list()) {
      if (fanOut.state === 'scheduled') this.#await(fanOut);
      if (fanOut.state === 'running') void this.#interrupt(fanOut);
    }
  }

  /** The newest first. */
  list(hubId?: string): readonly FanOut[] {
    const all = this.parts.state.get<readonly FanOut[]>(key, []);
    return hubId === undefined ? all : all.filter(fanOut => fanOut.hubId === hubId);
  }

  get(hubId: string, id: string): FanOut | undefined {
    return this.list(hubId).find(fanOut => fanOut.id === id);
  }

  async rows({ id }: Pick<FanOut, 'id'>): Promise<FanOutRows> {
    const known = this.#rows.get(id);
    if (known) return known;

    const rows = new FanOutRows(await this.#file(id).read());
    rows.interrupt();
    this.#rows.set(id, rows);
    return rows;
  }

  /** Does what a job would do, at its start. */
  async begin(hub: Hub, { jobId, action, queryCondition, startTime }: NewJob): Promise<FanOut> {
    const start = startTime ?? new Date().toISOString();
    const fanOut: FanOut = { id: jobId, hubId: hub.id, action, queryCondition, startTime: start, state: 'scheduled' };
    const others = this.list();
    const dropped = new Set(others.filter(isFanOutOver).slice(mostOver - 1));
    for (const { id } of dropped) await this.#file(id).delete();
    await this.#keep([fanOut, ...others.filter(other => !dropped.has(other))], hub.id);
    this.#await(fanOut);
    return fanOut;
  }

  /** Devices whose turn has not come are not reached. */
  async cancel(fanOut: FanOut): Promise<void> {
    const running = this.#running.get(fanOut.id);
    if (running) return running.abort();
    clearTimeout(this.#timers.get(fanOut.id));
    await this.#put({ ...fanOut, state: 'cancelled' });
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const running of this.#running.values()) running.abort();
    this.#changed.dispose();
  }

  #await(fanOut: FanOut): void {
    const leftMs = Math.max(0, Date.parse(fanOut.startTime) - Date.now());
    const come = () => void (leftMs > longestTimerMs ? this.#await(fanOut) : this.#run(fanOut));
    this.#timers.set(fanOut.id, setTimeout(come, Math.min(longestTimerMs, leftMs)));
  }

  async #run(fanOut: FanOut): Promise<void> {
    const cancelled = new AbortController();
    this.#running.set(fanOut.id, cancelled);
    const rows = new FanOutRows();
    this.#rows.set(fanOut.id, rows);
    const tell = () => this.#put({ ...fanOut, state: 'running', counts: rows.counts });
    const telling = setInterval(() => void tell(), tellEveryMs);
    let end: Partial<FanOut>;
    try {
      await this.#reachAll(fanOut, rows, cancelled.signal);
      end = { state: 'completed' };
    } catch (error) {
      const isCancelled = cancelled.signal.aborted || isCancellation(error);
      if (!isCancelled) this.parts.log.warn(`${fanOut.id}: ${logText(error)}`);
      end = isCancelled ? { state: 'cancelled' } : { state: 'failed', problem: sentence(error) };
    }
    clearInterval(telling);
    this.#running.delete(fanOut.id);
    await this.#put({ ...fanOut, ...end, counts: rows.counts, endTime: new Date().toISOString() });
  }

  async #reachAll(fanOut: FanOut, rows: FanOutRows, signal: AbortSignal): Promise<void> {
    const hub = this.parts.hubs.get(fanOut.hubId);
    const query = readTargetCondition(fanOut.queryCondition);
    if (!hub || isConditionProblem(query)) throw new vscode.CancellationError();

    const { client } = await hub.connect();
    const targets = await findTargets(client, query, signal, () => undefined);
    await runFanOut({ client, fanOut, rows, file: this.#file(fanOut.id), signal }, targets);
  }

  async #interrupt(fanOut: FanOut): Promise<void> {
    const rows = await this.rows(fanOut);
    await this.#put({ ...fanOut, state: 'interrupted', counts: rows.counts });
  }

  #file(id: string): FanOutFile {
    return new FanOutFile(this.parts.folder, id);
  }

  async #put(changed: FanOut): Promise<void> {
    const isSame = ({ hubId, id }: FanOut) => hubId === changed.hubId && id === changed.id;
    await this.#keep(
      this.list().map(fanOut => (isSame(fanOut) ? changed : fanOut)),
      changed.hubId,
    );
  }

  async #keep(fanOuts: readonly FanOut[], hubId: string): Promise<void> {
    await this.parts.state.update(key, fanOuts);
    this.#changed.fire(hubId);
  }
}
