import type { HubError } from '../../domain/hubError.ts';

const firstDelayMs = 1_000;
const longestDelayMs = 32_000;
/** A hub that asks for more patience than this is told of instead of waited for. */
const longestRetryAfterSeconds = 120;

/** How often a call is tried in all, by what went wrong. Absent: what went wrong does not go away by waiting. */
const tries: Partial<Record<HubError['reason']['kind'], number>> = { throttled: 6, serverFailure: 5, unreachable: 3 };

/**
 * How long to wait after the `failedTries`-th failure in a row, or nothing if the call should be given up: exponential,
 * the upper half of it random, so that callers who failed together do not come back together; or what the hub asks for.
 * @param random from 0 up to 1.
 * @param patient waits for a hub that throttles for as long as it takes: what moves thousands of devices must.
 */
export function backOffMs(error: HubError, failedTries: number, random: number, patient = false): number | undefined {
  const { reason } = error;
  const mostTries = patient && reason.kind === 'throttled' ? Infinity : (tries[reason.kind] ?? 1);
  if (failedTries >= mostTries) return undefined;

  if (reason.kind === 'throttled' && reason.retryAfterSeconds !== undefined) {
    if (reason.retryAfterSeconds > longestRetryAfterSeconds) return undefined;
    return reason.retryAfterSeconds * 1_000 + random * firstDelayMs;
  }
  const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (failedTries - 1));
  return delayMs * (0.5 + random / 2);
}
