/** Whatever must be looked at once in a while. */
export interface Swept {
  /** Called about once a second. */
  sweep(nowMs: number): void;
}

const periodMs = 1000;

/** One timer for all connections: with ten thousand of them, a timer each, reset by each packet, is what costs. */
export class Sweep {
  readonly #swept = new Set<Swept>();
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  add(swept: Swept): void {
    this.#swept.add(swept);
    this.#timer ??= setInterval(() => this.run(), periodMs).unref();
  }

  delete(swept: Swept): void {
    this.#swept.delete(swept);
    if (this.#swept.size > 0) return;

    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  run(): void {
    const nowMs = this.#now();
    for (const swept of this.#swept) swept.sweep(nowMs);
  }
}
