const firstMs = 1_000;
const longestMs = 30_000;

/**
 * How long to wait before trying to connect for the `attempt`-th time again (from 0): doubles up to 30 s, and is spread
 * over its second half, so that a thousand devices do not return to a hub in the same moment.
 */
export function backOffMs(attempt: number, random: () => number): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10));
  return fullMs * (0.5 + random() / 2);
}
