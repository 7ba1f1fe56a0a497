import { percentile } from './median.ts';

export interface CallRate {
  readonly perSecond: number;
  readonly p99Ms: number;
}

/** Keeps `inFlight` calls under way for `measureMs` and gives their rate and the 99th percentile of their times. */
export async function callRepeatedly(options: {
  readonly inFlight: number;
  readonly measureMs: number;
  readonly call: (index: number) => Promise<void>;
}): Promise<CallRate> {
  const startedMs = performance.now();
  const endMs = startedMs + options.measureMs;
  const timesMs: number[] = [];
  let index = 0;

  const callOneAfterTheOther = async (): Promise<void> => {
    while (performance.now() < endMs) {
      const calledMs = performance.now();
      await options.call(index++);
      timesMs.push(performance.now() - calledMs);
    }
  };
  await Promise.all(Array.from({ length: options.inFlight }, callOneAfterTheOther));

  const elapsedSeconds = (performance.now() - startedMs) / 1000;
  return { perSecond: timesMs.length / elapsedSeconds, p99Ms: percentile(timesMs, 99) };
}
