import { type Totals, deviceRunStates, runningCount } from '../../protocol/simulatorRun.ts';
import { stateAppearance } from './deviceState.ts';

/** A simulation in one line: "12 connected, 1 rebooting · 3,456 messages sent, 2 failed · 4 method calls". */
export function summarizeRun(totals: Totals): string {
  if (totals.devices === 0) return 'No device is simulated.';

  const states = deviceRunStates
    .map(state => ({ count: totals.states[state] ?? 0, word: stateAppearance(state).word }))
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => `${count.toLocaleString()} ${word}`);
  const failed = totals.failed > 0 ? `, ${totals.failed.toLocaleString()} failed` : '';

  return [
    states.join(', '),
    `${counted(totals.sent, 'message')} sent${failed}`,
    counted(totals.methods, 'method call'),
  ].join(' · ');
}

/** What a screen reader should hear when it changes: who runs, not each message. */
export function announceRun(totals: Totals): string {
  const running = runningCount(totals);
  return `${counted(running, 'device')} simulated, ${(totals.states.connected ?? 0).toLocaleString()} connected`;
}

/** `1 device`, `1,204 devices`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;
}
