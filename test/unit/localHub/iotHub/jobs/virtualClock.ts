import type { Clock } from '../../../../../src/localHub/iotHub/jobs/clock.ts';

interface Alarm {
  readonly ms: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock whose time passes only when the test says so, and then from one alarm to the next. */
export class VirtualClock implements Clock {
  ms = Date.parse('2026-11-20T10:00:00Z');
  readonly #alarms = new Set<Alarm>();
  #order = 0;

  now(): number {
    return this.ms;
  }

  at(ms: number, callback: () => void): () => void {
    const alarm = { ms: Math.max(ms, this.ms), order: this.#order++, callback };
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  }

  soon(callback: () => void): void {
    this.at(this.ms, callback);
  }

  /** Lets time pass, and the event loop turn, until `done`. */
  async until(done: () => boolean): Promise<void> {
    while (!done()) {
      await this.pass(done);
      await turn();
    }
  }

  /** Lets time pass until `done`, or nothing is left to happen. */
  async pass(done: () => boolean = () => false): Promise<void> {
    while (!done()) {
      const [next] = [...this.#alarms].toSorted((a, b) => a.ms - b.ms || a.order - b.order);
      if (!next) return;
      this.#alarms.delete(next);
      this.ms = Math.max(this.ms, next.ms);
      next.callback();
      await turn();
    }
  }
}

/** What the event loop had to do is done. */
export async function turn(): Promise<void> {
  await new Promise(resolve => {
    setImmediate(resolve);
  });
}
