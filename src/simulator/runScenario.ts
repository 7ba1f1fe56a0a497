import { setTimeout as delay } from 'node:timers/promises';
import { type LogLine, type Totals, runningCount } from '../protocol/simulatorRun.ts';
import type { Scenario } from './readScenario.ts';
import type { DeviceRoute, SimulatedDevice as DeviceToSimulate } from '../protocol/simulatorProcess.ts';
import { Simulation } from './simulation.ts';
import { SimulatorError } from './simulatorError.ts';

/** What a run tells. With `--json`, each is one line. */
export type RunEvent =
  | { readonly event: 'started'; readonly devices: number }
  | ({ readonly event: 'log' } & LogLine)
  | { readonly event: 'progress'; readonly totals: Totals; readonly droppedLines: number }
  | { readonly event: 'stopped'; readonly totals: Totals };

const progressEveryMs = 1_000;

/** Simulates `devices` until `signal` aborts or the scenario is over. Resolves when all are disconnected. */
export async function runScenario(
  scenario: Scenario,
  { devices, ...route }: { readonly devices: readonly DeviceToSimulate[] } & DeviceRoute,
  tell: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const simulation = simulate(scenario);
  simulation.add(devices, route);
  tell({ event: 'started', devices: devices.length });
  const timer = setInterval(() => tellProgress(simulation, tell), progressEveryMs);

  await untilOver(scenario.durationMs, signal);
  await simulation.stop();
  clearInterval(timer);
  tellProgress(simulation, tell);
  tell({ event: 'stopped', totals: simulation.snapshot().totals });
}

/** A run's event as a person reads it; nothing for what would only be noise. */
export function describeEvent(event: RunEvent): string | undefined {
  switch (event.event) {
    case 'started':
      return `Simulating ${count(event.devices, 'device')}. Stop with Ctrl+C.`;
    case 'log':
      return `${new Date(event.atMs).toLocaleTimeString()}  ${event.deviceId}  ${event.text}`;
    case 'progress':
      return event.droppedLines === 0 ? undefined : `… ${count(event.droppedLines, 'line')} left out`;
    case 'stopped':
      return `Stopped. ${count(event.totals.sent, 'message')} sent, ${count(event.totals.methods, 'method call')}.`;
  }
}

function simulate({ settings }: Scenario): Simulation {
  try {
    return new Simulation(settings);
  } catch (error) {
    throw new SimulatorError({ kind: 'template', detail: error instanceof Error ? error.message : String(error) });
  }
}

function tellProgress(simulation: Simulation, tell: (event: RunEvent) => void): void {
  const progress = simulation.takeProgress();
  if (!progress) return;

  const { lines, droppedLines, totals } = progress;
  for (const line of lines) tell({ event: 'log', ...line });
  if (runningCount(totals) > 0) tell({ event: 'progress', totals, droppedLines });
}

async function untilOver(durationMs: number | undefined, signal: AbortSignal): Promise<void> {
  // Longer than a timer can be set, and than anyone will wait: 24 days.
  await delay(durationMs ?? 2 ** 31 - 1, undefined, { signal }).catch(() => undefined);
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString()} ${noun}${number === 1 ? '' : 's'}`;
}
