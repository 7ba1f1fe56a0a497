/** Lets a bounded number through at a time, in the order of arrival. */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  constructor(readonly width: number) {}

  /** Runs `work` when there is room. @throws AbortError if `signal` says so before its turn comes. */
  async pass<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#inside -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#inside >= this.width) await this.#turn(signal);
    this.#inside += 1;
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(goOn), 1);
        reject(signal.reason as Error);
      };
      const goOn = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(goOn);
    });
  }
}
