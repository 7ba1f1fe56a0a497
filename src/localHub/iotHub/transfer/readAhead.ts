/**
 * Gives what `next` gives until that is nothing, and asks for `count` more before they are needed, so that who makes them
 * and who uses them work at the same time. `next` must give things in the order in which it was asked for them.
 */
export async function* readAhead<T>(next: () => Promise<T | undefined>, count: number): AsyncGenerator<T, void> {
  const ahead = Array.from({ length: count }, () => handled(next()));
  for (let item = await ahead.shift(); item !== undefined; item = await ahead.shift()) {
    yield item;
    ahead.push(handled(next()));
  }
}

/** It may fail before somebody waits for it. */
export function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
