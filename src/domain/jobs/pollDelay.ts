const shortestMs = 2_000;
const longestMs = 30_000;

/**
 * How long to wait before asking a hub again how jobs are doing: 2 s while things change, then ever longer up to half a
 * minute. For several jobs it is as many times longer: a hub of tier S1 allows 1.67 operations on jobs a second ("Quotas
 * and throttling"), of which this takes one every other second at most.
 * @param unchanged how many times in a row nothing had changed.
 */
export function pollDelayMs(unchanged: number, jobs = 1): number {
  return Math.min(longestMs, shortestMs * 1.5 ** unchanged) * Math.max(1, jobs);
}

/** A hub begins a little after the time that a job has, by a clock that is not ours. */
const afterDueMs = 500;

/**
 * How long to wait until just after the next of the times at which a job starts, if that is sooner than `delayMs`: what
 * was quiet for long is not quiet then. Times are in ms since 1970.
 */
export function untilNextStartMs(startTimes: readonly number[], delayMs: number, nowMs: number): number | undefined {
  const next = Math.min(...startTimes.filter(time => time + afterDueMs > nowMs));
  const waitMs = next + afterDueMs - nowMs;
  return waitMs < delayMs ? waitMs : undefined;
}
