const firstMs = 5_000;
const longestMs = 60_000;

/**
 * Does work again and again, for each thing by itself, at growing distances, as long as something is left to do. At most
 * one at a time for each.
 */
export class Waiting {
  readonly #work: (id: string) => Promise<boolean>;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #delaysMs = new Map<string, number>();
  readonly #running = new Set<string>();
  #over = false;

  /** @param work gives true if something is left to do later. Must not reject. */
  constructor(work: (id: string) => Promise<boolean>) {
    this.#work = work;
  }

  /** Works as soon as the first distance is over, unless it is known already when. */
  soon(id: string): void {
    if (!this.#timers.has(id) && !this.#running.has(id)) this.#later(id);
  }

  /** Works now, and starts over with the distances. */
  now(id: string): void {
    this.#delaysMs.delete(id);
    void this.#run(id);
  }

  dispose(): void {
    this.#over = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #later(id: string): void {
    const delayMs = this.#delaysMs.get(id) ?? firstMs;
    this.#delaysMs.set(id, Math.min(longestMs, delayMs * 1.5));
    this.#timers.set(
      id,
      setTimeout(() => void this.#run(id), delayMs),
    );
  }

  async #run(id: string): Promise<void> {
    if (this.#over || this.#running.has(id)) return;

    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#running.add(id);
    try {
      const left = await this.#work(id);
      if (left && !this.#over) this.#later(id);
      else this.#delaysMs.delete(id);
    } finally {
      this.#running.delete(id);
    }
  }
}
