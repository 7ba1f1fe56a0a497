const windowMs = 60_000;

/** How many queries may be run in a minute, and when the next one may: a hub allows few, and others need some too. */
export class QueryBudget {
  readonly #mostPerMinute: number;
  #runsMs: readonly number[] = [];

  constructor(mostPerMinute: number) {
    this.#mostPerMinute = mostPerMinute;
  }

  /** How long to wait before the next query. */
  waitMs(nowMs: number): number {
    this.#runsMs = this.#runsMs.filter(runMs => runMs > nowMs - windowMs);
    if (this.#runsMs.length < this.#mostPerMinute) return 0;

    const [oldest = nowMs] = this.#runsMs.slice(-this.#mostPerMinute);
    return oldest + windowMs - nowMs;
  }

  spend(nowMs: number): void {
    this.#runsMs = [...this.#runsMs, nowMs];
  }
}
