import type { Rate } from '../../domain/tierLimits.ts';
import { TokenBuckets } from '../tokenBuckets.ts';
import { ProvisioningFault } from './provisioningFault.ts';

/** What a provisioning service may do: IoT DPS, "Quotas and limits". */
const rates = {
  serviceOperations: { count: 1000, perSeconds: 60 },
  /** Requests of devices, and questions what became of them. */
  registrations: { count: 1000, perSeconds: 60 },
  /** Of each device, how far its request is. */
  polls: { count: 5, perSeconds: 10 },
} as const satisfies Record<string, Rate>;

/** Counts operations against the limits of the service. */
export class ProvisioningThrottle {
  readonly #isLimited: boolean;
  readonly #buckets: TokenBuckets;

  constructor(isLimited: boolean, now: () => number) {
    this.#isLimited = isLimited;
    this.#buckets = new TokenBuckets(now);
  }

  /**
   * @param of whose operation it is, where each has its own limit.
   * @throws ProvisioningFault ThrottlingException (429)
   */
  take(operation: keyof typeof rates, of = ''): void {
    if (!this.#isLimited) return;

    const seconds = this.#buckets.take(`${operation}/${of.toLowerCase()}`, rates[operation]);
    if (seconds === undefined) return;
    throw new ProvisioningFault('ThrottlingException', 'Too many requests. Try again later.', seconds);
  }
}
