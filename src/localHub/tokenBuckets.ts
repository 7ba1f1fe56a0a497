import { countOf, type Rate } from '../domain/tierLimits.ts';

interface Bucket {
  tokens: number;
  filledMs: number;
}

/** The longest time that rates speak of. */
const longestPeriodMs = 60_000;

/** Above this many, those that are full again are forgotten. */
const manyBuckets = 10_000;

/** Counts what may be done so often: each key has a bucket of tokens that holds one period's worth. */
export class TokenBuckets {
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes `count` tokens, or none and gives the seconds until there are enough. */
  take(key: string, rate: Rate, { units = 1, count = 1 } = {}): number | undefined {
    const most = countOf(rate, units);
    const perMs = most / (rate.perSeconds * 1000);
    const bucket = this.#filled(key, most, perMs);
    if (bucket.tokens < count) return Math.ceil((count - bucket.tokens) / perMs / 1000);

    bucket.tokens -= count;
    return undefined;
  }

  /** How many whole tokens there are. */
  left(key: string, rate: Rate): number {
    const most = countOf(rate, 1);
    return Math.floor(this.#filled(key, most, most / (rate.perSeconds * 1000)).tokens);
  }

  #filled(key: string, most: number, perMs: number): Bucket {
    const now = this.#now();
    const { tokens, filledMs } = this.#buckets.get(key) ?? { tokens: most, filledMs: now };
    const bucket = { tokens: Math.min(most, tokens + (now - filledMs) * perMs), filledMs: now };
    if (this.#buckets.size >= manyBuckets) this.#forgetOld(now);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #forgetOld(now: number): void {
    for (const [key, { filledMs }] of this.#buckets) if (now - filledMs > longestPeriodMs) this.#buckets.delete(key);
  }
}
