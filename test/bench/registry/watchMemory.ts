import type { BenchedHub } from '../localHub/benchedHub.ts';

const everyMs = 250;

/** Weighs the hub's process again and again. */
export function watchMemory(hub: Pick<BenchedHub, 'memoryMb'>): Disposable & { readonly mostMb: number } {
  let mostMb = hub.memoryMb;
  const timer = setInterval(() => (mostMb = Math.max(mostMb, hub.memoryMb)), everyMs);

  return {
    get mostMb() {
      return mostMb;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
