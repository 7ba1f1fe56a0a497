import { setTimeout as wait } from 'node:timers/promises';
import { errors, type Locator } from 'playwright-core';

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

/** How long something is waited for before what should bring it is done again. */
const onceMs = 10_000;

/** Whether it comes, or goes, in the time after which a person would try again. */
export function soon(target: Locator, state: 'visible' | 'hidden'): Promise<boolean> {
  return inTime(target.waitFor({ state, timeout: onceMs }));
}

/** Whether it could be clicked in that time: it may have gone by itself. */
export function clickSoon(target: Locator): Promise<boolean> {
  return inTime(target.click({ timeout: onceMs }));
}

async function inTime(action: Promise<void>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}
