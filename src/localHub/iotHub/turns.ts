import { setImmediate } from 'node:timers/promises';

/** How long work may keep the hub from serving others, in one go. */
const turnMs = 4;
/** While others want the hub, they get this much of its time for each part that the work takes. */
const othersShare = 3;
/** A turn of the event loop that takes no longer than this did nothing for anybody. */
const idleTurnMs = 0.3;
const sizes = { first: 1000, least: 50, most: 20_000 } as const;

/**
 * Cuts long work on a hub's thread into turns, between which the hub serves others. Turns become as large as can be done
 * in a few milliseconds: how large that is depends on the work.
 */
export class Turns {
  #size: number;
  #startedMs = 0;
  #tookMs = 0;

  constructor(firstSize: number = sizes.first) {
    this.#size = firstSize;
  }

  /** How many items fit in a turn. */
  get size(): number {
    return this.#size;
  }

  /** Gives what `work` does in a turn that has this many items at most. */
  take<T>(work: (size: number) => T): T {
    this.begin();
    const result = work(this.#size);
    this.end();
    return result;
  }

  /** For work that is not a function: all until {@link Turns.end} is the turn. */
  begin(): void {
    this.#startedMs = performance.now();
  }

  end(): void {
    this.#tookMs = performance.now() - this.#startedMs;
    this.#size = nextSize(this.#size, this.#tookMs);
  }

  /** Lets others have their turns. */
  giveWay(): Promise<void> {
    return letOthers(this.#tookMs * othersShare);
  }
}

/** Lets the event loop turn, once if nobody wants anything, else for as long as it is busy, but not much over `mostMs`. */
async function letOthers(mostMs: number): Promise<void> {
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
