import type { Rate } from '../../domain/tierLimits.ts';
import { TokenBuckets } from '../tokenBuckets.ts';
import { ArmFault } from './armFault.ts';

type Kind = 'reads' | 'writes' | 'deletes';

/** Azure Resource Manager, "Throttling": how many requests one may make at once, and how fast they come back. */
const rates = {
  reads: { count: 250, perSeconds: 10 },
  writes: { count: 200, perSeconds: 20 },
  deletes: { count: 200, perSeconds: 20 },
} as const satisfies Record<Kind, Rate>;

/** Counts requests against the limits of the service; without limits it lets all through. */
export class ArmThrottle {
  readonly #isLimited: boolean;
  readonly #buckets: TokenBuckets;

  constructor(isLimited: boolean, now: () => number) {
    this.#isLimited = isLimited;
    this.#buckets = new TokenBuckets(now);
  }

  /** @throws ArmFault SubscriptionRequestsThrottled (429) with the seconds to wait in `Retry-After`. */
  take(method: string | undefined): void {
    if (!this.#isLimited) return;

    const kind = kindOf(method);
    const seconds = this.#buckets.take(kind, rates[kind]);
    if (seconds === undefined) return;
    const message = `Number of ${kind} for this subscription exceeded the limit of ${rates[kind].count}. Please try again after ${seconds} seconds.`;
    throw new ArmFault(429, 'SubscriptionRequestsThrottled', message, { 'retry-after': String(seconds) });
  }

  /** The header that tells how many more requests of this kind may come at once. */
  remaining(method: string | undefined): Readonly<Record<string, string>> {
    if (!this.#isLimited) return {};

    const kind = kindOf(method);
    return { [`x-ms-ratelimit-remaining-subscription-${kind}`]: String(this.#buckets.left(kind, rates[kind])) };
  }
}

function kindOf(method: string | undefined): Kind {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}
