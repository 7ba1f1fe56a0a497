/** The time, and what is to happen later. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once that time has come, never from within this call; what it gives calls it off. */
  at(ms: number, callback: () => void): () => void;
  /** Calls back after others had their turn. */
  soon(callback: () => void): void;
}

/** Timers of Node count no further. */
const longestTimerMs = 2 ** 31 - 1;

/** The clock of the machine. What waits for it keeps no process alive. */
export function systemClock(now: () => number): Clock {
  return {
    now,
    at(ms, callback) {
      let timer: NodeJS.Timeout;
      const wait = () => {
        const leftMs = Math.max(0, ms - now());
        timer = setTimeout(() => (now() < ms ? wait() : callback()), Math.min(leftMs, longestTimerMs)).unref();
      };
      wait();
      return () => clearTimeout(timer);
    },
    soon: callback => void setImmediate(callback),
  };
}
