import type { RatePoint } from '../protocol/simulatorRun.ts';

/** Counts messages by the second, for the last minutes. */
export class RateMeter {
  readonly #counts = new Map<number, number>();
  #taken: number;

  /** @param seconds how many are remembered */
  constructor(
    readonly seconds: number,
    nowMs: number,
  ) {
    this.#taken = secondOf(nowMs) - 1;
  }

  count(nowMs: number): void {
    const second = secondOf(nowMs);
    this.#counts.set(second, (this.#counts.get(second) ?? 0) + 1);
    this.#forget(second);
  }

  /** The seconds that ended since the last time, quiet ones too; none of the seconds that are forgotten. */
  takeEnded(nowMs: number): RatePoint[] {
    const from = Math.max(this.#taken + 1, secondOf(nowMs) - this.seconds);
    this.#taken = secondOf(nowMs) - 1;
    return this.#points(from, this.#taken);
  }

  /** All ended seconds that are remembered, from the first that was not quiet. */
  all(nowMs: number): RatePoint[] {
    this.#forget(secondOf(nowMs));
    const first = Math.min(...this.#counts.keys());
    return Number.isFinite(first) ? this.#points(first, secondOf(nowMs) - 1) : [];
  }

  #points(from: number, to: number): RatePoint[] {
    const length = Math.max(0, to - from + 1);
    return Array.from({ length }, (_, index) => ({ second: from + index, sent: this.#counts.get(from + index) ?? 0 }));
  }

  #forget(now: number): void {
    for (const second of this.#counts.keys()) {
      if (second >= now - this.seconds) return;
      this.#counts.delete(second);
    }
  }
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1000);
}
