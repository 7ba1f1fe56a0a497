import { setTimeout as sleep } from 'node:timers/promises';
import { HubError } from '../../domain/hubError.ts';
import { backOffMs } from './backOff.ts';
import type { OnWait, Wait } from './wait.ts';

export interface RetryOptions {
  /** The name by which people know the hub. */
  readonly hub: string;
  readonly onWait?: OnWait | undefined;
  readonly signal?: AbortSignal | undefined;
  /** As for `backOffMs`. */
  readonly patient?: boolean | undefined;
}

/**
 * Runs `attempt` until it works, fails for good, or is given up.
 * `attempt` throws a `HubError` whose reason tells whether it is safe and useful to try again, see `backOffMs`.
 */
export async function withRetry<T>(
  { hub, onWait, signal, patient }: RetryOptions,
  attempt: (number: number) => Promise<T>,
): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt(number);
    } catch (error) {
      if (!HubError.is(error) || signal?.aborted) throw error;
      const delayMs = backOffMs(error, number, Math.random(), patient);
      if (delayMs === undefined) throw error;

      await pause({ hub, reason: error.reason, delayMs, nextTry: number + 1 }, onWait, signal);
    }
  }
}

async function pause(wait: Omit<Wait, 'over' | 'cancel'>, onWait?: OnWait, signal?: AbortSignal): Promise<void> {
  const givenUp = new AbortController();
  const signals = signal ? [signal, givenUp.signal] : [givenUp.signal];
  const slept = sleep(wait.delayMs, undefined, { signal: AbortSignal.any(signals) });
  const over = slept.then(
    () => undefined,
    () => undefined,
  );

  onWait?.({ ...wait, over, cancel: () => givenUp.abort() });
  await slept;
}
