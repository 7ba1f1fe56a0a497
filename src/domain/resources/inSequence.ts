import type { Operation } from './operation.ts';

/**
 * Operations one after the other as one. It is known by the first: a window that goes on following it after a reload sees
 * that one end, and what was to come after it is not begun.
 */
export function inSequence(first: Operation, ...next: readonly (() => Promise<Operation>)[]): Operation {
  return {
    ticket: first.ticket,
    async ended(signal) {
      await first.ended(signal);
      for (const begin of next) await (await begin()).ended(signal);
    },
  };
}
