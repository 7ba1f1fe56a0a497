/** How far a long run is, and when it will end. */
export interface TransferRate {
  /** Items in a second, since the start; nothing before there is something to tell. */
  readonly perSecond: number | undefined;
  /** Until the end; nothing if the total or the rate is not known. */
  readonly secondsLeft: number | undefined;
}

/** Below this a rate is chance. */
const leastMs = 1_000;

/** The rate of a run that did `done` of `total` items in `elapsedMs`. */
export function transferRate(done: number, total: number | undefined, elapsedMs: number): TransferRate {
  if (elapsedMs < leastMs || done === 0) return { perSecond: undefined, secondsLeft: undefined };

  const perSecond = (done * 1000) / elapsedMs;
  const secondsLeft = total === undefined ? undefined : Math.ceil(Math.max(0, total - done) / perSecond);
  return { perSecond, secondsLeft };
}
