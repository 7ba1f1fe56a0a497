import type { Rate, TierLimits } from '../../domain/tierLimits.ts';
import { HubFault } from './hubFault.ts';

type Operation = keyof TierLimits;

interface Bucket {
  tokens: number;
  filledMs: number;
}

/**
 * Counts operations against the limits of the hub's tier, as token buckets that hold one period's worth. The service
 * also smooths short bursts by delaying them; how is not documented, so here a burst is refused.
 */
export class Throttle {
  #limits: TierLimits | undefined;
  readonly #now: () => number;
  readonly #buckets = new Map<Operation, Bucket>();

  /** @param limits none for a hub without limits. */
  constructor(limits: TierLimits | undefined, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** From now on. Operations that were counted stay counted. */
  useLimits(limits: TierLimits | undefined): void {
    this.#limits = limits;
  }

  /** Takes `count` operations. @throws HubFault ThrottlingException (429001) when there are none left. */
  take(operation: Operation, count = 1): void {
    const rate = this.#limits?.[operation];
    if (!rate) return;

    const bucket = this.#filled(operation, rate);
    if (bucket.tokens < count) {
      const seconds = Math.ceil(((count - bucket.tokens) * rate.perSeconds) / rate.count);
      throw new HubFault('ThrottlingException', 'Too many requests. Try again later.', {}, seconds);
    }
    bucket.tokens -= count;
  }

  #filled(operation: Operation, rate: Rate): Bucket {
    const now = this.#now();
    const bucket = this.#buckets.get(operation) ?? { tokens: rate.count, filledMs: now };
    const earned = ((now - bucket.filledMs) / 1000) * (rate.count / rate.perSeconds);
    bucket.tokens = Math.min(rate.count, bucket.tokens + earned);
    bucket.filledMs = now;
    this.#buckets.set(operation, bucket);
    return bucket;
  }
}
