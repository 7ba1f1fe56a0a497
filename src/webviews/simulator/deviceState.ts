import type { DeviceRow, DeviceRunState } from '../../protocol/simulatorRun.ts';

/** How a state is shown: a word, and an icon whose shape alone tells it. */
export interface StateAppearance {
  readonly word: string;
  /** A codicon's name. */
  readonly icon: string;
}

const appearances: Readonly<Record<DeviceRunState, StateAppearance>> = {
  waiting: { word: 'waiting', icon: 'watch' },
  provisioning: { word: 'asking for its hub', icon: 'question' },
  connecting: { word: 'connecting', icon: 'plug' },
  connected: { word: 'connected', icon: 'pass-filled' },
  rebooting: { word: 'rebooting', icon: 'debug-restart' },
  restarting: { word: 'offline to restart', icon: 'circle-slash' },
  reconnecting: { word: 'not connected', icon: 'debug-disconnect' },
  stopped: { word: 'stopped', icon: 'debug-stop' },
  failed: { word: 'cannot be simulated', icon: 'error' },
};

export function stateAppearance(state: DeviceRunState): StateAppearance {
  return appearances[state];
}

/** The state in words, with its reason if there is one. */
export function describeState({ state, problem }: DeviceRow): string {
  const { word } = appearances[state];
  return problem === undefined ? word : `${word}: ${problem}`;
}
