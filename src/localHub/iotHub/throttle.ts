import { countOf, type OperationRates } from '../../domain/tierLimits.ts';
import { HubFault } from './hubFault.ts';

type Operation = keyof OperationRates;

interface Bucket {
  tokens: number;
  filledMs: number;
}

/**
 * Counts operations against the limits of the hub's tier, as token buckets that hold one period's worth. The service
 * also smooths short bursts by delaying them; how is not documented, so here a burst is refused.
 */
export class Throttle {
  #limits: OperationRates | undefined;
  #units: number;
  readonly #now: () => number;
  readonly #buckets = new Map<Operation, Bucket>();

  /** @param limits none for a hub without limits. */
  constructor(limits: OperationRates | undefined, units: number, now: () => number) {
    this.#limits = limits;
    this.#units = units;
    this.#now = now;
  }

  /** From now on. What was done before stays counted. */
  useLimits(limits: OperationRates | undefined, units: number): void {
    this.#limits = limits;
    this.#units = units;
  }

  /** Takes `count` operations. @throws HubFault ThrottlingException (429001) when there are none left. */
  take(operation: Operation, count = 1): void {
    const rate = this.#limits?.[operation];
    if (!rate) return;

    const most = countOf(rate, this.#units);
    const perMs = most / (rate.perSeconds * 1000);
    const bucket = this.#filled(operation, most, perMs);
    if (bucket.tokens < count) {
      const seconds = Math.ceil((count - bucket.tokens) / perMs / 1000);
      throw new HubFault('ThrottlingException', 'Too many requests. Try again later.', {}, seconds);
    }
    bucket.tokens -= count;
  }

  #filled(operation: Operation, most: number, perMs: number): Bucket {
    const now = this.#now();
    const bucket = this.#buckets.get(operation) ?? { tokens: most, filledMs: now };
    bucket.tokens = Math.min(most, bucket.tokens + (now - bucket.filledMs) * perMs);
    bucket.filledMs = now;
    this.#buckets.set(operation, bucket);
    return bucket;
  }
}
