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
