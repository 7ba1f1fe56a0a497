import { setTimeout as wait } from 'node:timers/promises';

/** Longer than anything takes that a person would wait for, even on a busy machine. */
export const patienceMs = 60_000;
const intervalMs = 250;

/** Asks again and again until it is so. @throws Error that says `what` was waited for, once nobody would wait longer. */
export async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > endMs) throw new Error(`Waited in vain until ${what}.`);
    await wait(intervalMs);
  }
}
