import { setImmediate } from 'node:timers/promises';
import type { Scan, Stretch } from '../store/scan.ts';

/** How long a scan may keep the hub from serving others, in one go. */
const turnMs = 4;
/** While others want the hub, they get this much of its time for each part that a scan takes. */
const othersShare = 3;
/** A turn of the event loop that takes no longer than this did nothing for anybody. */
const idleTurnMs = 0.3;
const sizes = { first: 1000, least: 50, most: 20_000 } as const;

/**
 * Reads a scan to its end, from after `name` on, and lets the hub serve others after each stretch. Stretches become as
 * long as can be read, and used by whoever asks, in the time of a turn: how long that is depends on the query. When the
 * store is closed they end.
 */
export async function* stretchesOf<T>(
  scan: Scan<T>,
  name = '',
  { size: firstSize = sizes.first }: { readonly size?: number } = {},
): AsyncGenerator<Stretch<T>, void> {
  let size: number = firstSize;
  for (let last: string | undefined = name; last !== undefined && scan.isOpen;) {
    const startedMs = performance.now();
    const stretch = scan.after(last, size);
    yield stretch;
    const tookMs = performance.now() - startedMs;
    size = nextSize(size, tookMs);
    ({ last } = stretch);
    await giveWay(tookMs * othersShare);
  }
}

/** Lets the event loop turn, once if nobody wants anything, else for as long as it is busy, but not much over `mostMs`. */
async function giveWay(mostMs: number): Promise<void> {
  const startedMs = performance.now();
  for (let sinceMs = startedMs, isBusy = true; isBusy && sinceMs - startedMs < mostMs;) {
    await setImmediate();
    const nowMs = performance.now();
    isBusy = nowMs - sinceMs > idleTurnMs;
    sinceMs = nowMs;
  }
}

/** One turn may be slow for reasons of its own: no size is more than twice the one before. */
function nextSize(size: number, tookMs: number): number {
  const fitting = Math.round(size * Math.min(2, turnMs / tookMs));
  return Math.min(sizes.most, Math.max(sizes.least, fitting));
}
