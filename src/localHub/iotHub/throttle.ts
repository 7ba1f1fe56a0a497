import type { OperationRates } from '../../domain/tierLimits.ts';
import { TokenBuckets } from '../tokenBuckets.ts';
import { HubFault } from './hubFault.ts';

type Operation = keyof OperationRates;

/**
 * Counts operations against the limits of the hub's tier. The service also smooths short bursts by delaying them; how
 * is not documented, so here a burst is refused.
 */
export class Throttle {
  #limits: OperationRates | undefined;
  #units: number;
  readonly #buckets: TokenBuckets;

  /** @param limits none for a hub without limits. */
  constructor(limits: OperationRates | undefined, units: number, now: () => number) {
    this.#limits = limits;
    this.#units = units;
    this.#buckets = new TokenBuckets(now);
  }

  /** From now on. What was done before stays counted. */
  useLimits(limits: OperationRates | undefined, units: number): void {
    this.#limits = limits;
    this.#units = units;
  }

  /** Takes `count` operations. @throws HubFault ThrottlingException (429001) when there are none left. */
  take(operation: Operation, count = 1): void {
    const rate = this.#limits?.[operation];
    const seconds = rate && this.#buckets.take(operation, rate, { units: this.#units, count });
    if (seconds === undefined) return;

    throw new HubFault('ThrottlingException', 'Too many requests. Try again later.', {}, seconds);
  }
}
