import { type DeviceTwin, neverTime } from './device.ts';
import { doorLockedTime } from './doorLock.ts';
import { lastReboot } from './lastReboot.ts';

/** What a device is at the moment, the most urgent first. */
export type DeviceState = 'disabled' | 'rebooting' | 'locked' | 'connected' | 'disconnected';

/** The newest thing that a device's twin tells. Times as the twin has them. */
export type DeviceFact =
  | { readonly kind: 'locked'; readonly time: string }
  | { readonly kind: 'rebooted'; readonly time: string }
  | { readonly kind: 'lastSeen'; readonly time: string };

export interface DeviceFacts {
  readonly state: DeviceState;
  readonly newest?: DeviceFact;
}

/** @param awaitingReboot its reboot was asked for, and it has not reported it yet. */
export function deviceFacts(twin: DeviceTwin, awaitingReboot: boolean): DeviceFacts {
  const newest = newestFact(twin);

  return { state: deviceState(twin, awaitingReboot, newest), ...(newest ? { newest } : {}) };
}

function deviceState(twin: DeviceTwin, awaitingReboot: boolean, newest: DeviceFact | undefined): DeviceState {
  if (twin.status === 'disabled') return 'disabled';
  if (awaitingReboot) return 'rebooting';
  if (twin.connectionState === 'Disconnected') return 'disconnected';
  return newest?.kind === 'locked' ? 'locked' : 'connected';
}

function newestFact({ reported, connectionState, lastActivityTime }: DeviceTwin): DeviceFact | undefined {
  const locked = doorLockedTime(reported);
  const rebooted = lastReboot(reported);
  const facts: readonly DeviceFact[] = [
    ...(connectionState === 'Connected' || isNever(lastActivityTime)
      ? []
      : [{ kind: 'lastSeen', time: lastActivityTime } as const]),
    ...(locked === undefined ? [] : [{ kind: 'locked', time: locked } as const]),
    ...(rebooted === undefined ? [] : [{ kind: 'rebooted', time: rebooted } as const]),
  ];

  return facts.toSorted((a, b) => orderOf(b.time) - orderOf(a.time))[0];
}

/** True for the service's word for "never", with or without fractions of a second. */
export function isNever(time: string): boolean {
  return time.startsWith(neverTime.slice(0, -1));
}

/** A time that is no date, which a device may report, is older than all that are. */
function orderOf(time: string): number {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? Number.NEGATIVE_INFINITY : ms;
}
