import type * as vscode from 'vscode';
import { pollDelayMs, untilNextStartMs } from '../../../domain/jobs/pollDelay.ts';

/** Timers of days are none. */
const longestRestMs = 3_600_000;

export interface PollingOptions {
  /** Whether there is anything to ask for now; if not, the polling rests until {@link Polling.soon}, or a job starts. */
  readonly wanted: () => boolean;
  /** How many jobs a round asks for. */
  readonly jobs?: () => number;
  /** When jobs start, in ms since 1970: just after that it asks often again. */
  readonly startTimes?: () => readonly number[];
  /** Asks. Gives whether anything had changed. */
  readonly round: (signal: AbortSignal) => Promise<boolean>;
}

/** Asks again and again, often while things change and ever more rarely while not; one round at a time. */
export class Polling implements vscode.Disposable {
  readonly #ended = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unchanged = 0;
  #asking = false;

  constructor(private readonly options: PollingOptions) {}

  /** Something happened: asks often again, and begins if the polling rests. */
  soon(): void {
    this.#unchanged = 0;
    if (this.#asking) return;
    clearTimeout(this.#timer);
    this.#schedule();
  }

  dispose(): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    const { wanted, jobs, startTimes } = this.options;
    this.#timer = undefined;
    if (this.#ended.signal.aborted) return;
    const delayMs = wanted() ? pollDelayMs(this.#unchanged, jobs?.()) : Number.POSITIVE_INFINITY;
    const startMs = untilNextStartMs(startTimes?.() ?? [], delayMs, Date.now());
    if (startMs !== undefined) this.#unchanged = 0;
    const waitMs = startMs ?? delayMs;
    if (waitMs === Number.POSITIVE_INFINITY) return;
    if (waitMs > longestRestMs) this.#timer = setTimeout(() => this.#schedule(), longestRestMs);
    else this.#timer = setTimeout(() => void this.#ask(), waitMs);
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    const changed = await this.options.round(this.#ended.signal);
    this.#unchanged = changed ? 0 : this.#unchanged + 1;
    this.#asking = false;
    this.#schedule();
  }
}
