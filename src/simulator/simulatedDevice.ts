import { setTimeout as delay } from 'node:timers/promises';
import type { DeviceProvisioning, DeviceRoute } from '../protocol/simulatorProcess.ts';
import type { DeviceRow, LogLine } from '../protocol/simulatorRun.ts';
import { backOffMs } from './backOff.ts';
import { connectionProblem, isRefusal } from './connectionProblem.ts';
import { DeviceConnection } from './deviceConnection.ts';
import { type DeviceHome, NoHome, ProvisionedHome, fixedHome } from './deviceHome.ts';
import { DeviceSession, type SessionEnd } from './deviceSession.ts';
import type { DeviceRecord, Surroundings } from './surroundings.ts';

/** What a device connects with, or how it asks for it. */
export type DeviceCredentials = { readonly connectionString: string } | { readonly provisioning: DeviceProvisioning };

/** A connection that lasted so long was a good one: the next failure is a first one again. */
const steadyMs = 60_000;

/** States in which an old problem is still the newest truth. */
const stillDisconnected: ReadonlySet<DeviceRow['state']> = new Set([
  'waiting',
  'provisioning',
  'connecting',
  'reconnecting',
]);

/** A device that connects, lives through its sessions, and comes back whenever one ends, until it is stopped. */
export class SimulatedDevice implements DeviceRecord {
  #row: DeviceRow;
  #stopping = new AbortController();
  #session: DeviceSession | undefined;
  #home: DeviceHome | undefined;
  #life: Promise<void> | undefined;

  constructor(
    deviceId: string,
    private readonly surroundings: Surroundings,
  ) {
    this.#row = { deviceId, state: 'waiting', sent: 0, failed: 0 };
  }

  get row(): DeviceRow {
    return this.#row;
  }

  get running(): boolean {
    return this.#life !== undefined;
  }

  /** Shows that the device cannot be simulated. */
  fail(problem: string): void {
    this.change({ state: 'failed', problem });
    this.log('problem', problem);
  }

  /** Does nothing if the device runs. */
  start(credentials: DeviceCredentials, route: DeviceRoute = {}): void {
    if (this.#life) return;

    this.#stopping = new AbortController();
    this.change({ state: 'waiting' });
    this.#life = this.#run(this.#homeOf(credentials, route), route, this.#stopping.signal);
  }

  /** Resolves when the device is disconnected. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#session?.end({ kind: 'stopped' });
    await this.#life;
  }

  /** Asks the provisioning service again, if there is one. Does nothing to a device that is not connected: it will ask. */
  provisionAgain(): void {
    if (this.#home?.askAgain()) this.#session?.end({ kind: 'provision' });
  }

  settingsChanged(): void {
    this.#session?.settingsChanged();
  }

  change(change: Partial<DeviceRow>): void {
    const { problem, ...row } = this.#row;
    const keepsProblem = problem !== undefined && stillDisconnected.has(change.state ?? row.state);
    this.#row = { ...row, ...(keepsProblem ? { problem } : {}), ...change };
    this.surroundings.rowChanged(this.#row);
  }

  log(kind: LogLine['kind'], text: string): void {
    this.surroundings.log({ atMs: Date.now(), kind, deviceId: this.#row.deviceId, text });
  }

  async #run(home: DeviceHome, route: DeviceRoute, signal: AbortSignal): Promise<void> {
    let failures = 0;
    this.#home = home;
    while (!signal.aborted) {
      const startedMs = Date.now();
      const end = await this.#connectAndLive(home, route, signal);
      if (this.#asksAgain(end)) home.askAgain();
      const steady = end.kind !== 'lost' || Date.now() - startedMs > steadyMs;
      failures = steady ? 0 : failures + 1;
      await this.#betweenSessions(end, failures, signal);
    }
    this.#life = undefined;
    this.change({ state: 'stopped' });
    this.log('connection', 'stopped');
  }

  #homeOf(credentials: DeviceCredentials, route: DeviceRoute): DeviceHome {
    if ('connectionString' in credentials) return fixedHome(credentials.connectionString);
    return new ProvisionedHome(credentials.provisioning, route, this, this.surroundings);
  }

  /** Also when its hub refuses it: it may have been moved (IoT DPS, "How to reprovision devices"). */
  #asksAgain(end: SessionEnd): boolean {
    if (end.kind === 'restart') return this.surroundings.settings.provisionOnReboot;
    return end.kind === 'provision' || (end.kind === 'lost' && isRefusal(end.error));
  }

  async #connectAndLive(home: DeviceHome, route: DeviceRoute, signal: AbortSignal): Promise<SessionEnd> {
    const session = new DeviceSession(this, this.surroundings, home instanceof ProvisionedHome);
    this.#session = session;
    try {
      const connection = await this.surroundings.connecting.pass(async () => {
        const signIn = await home.signIn(signal);
        this.change({ state: 'connecting' });
        return DeviceConnection.open({ signIn, route, ...session.listeners }, signal);
      }, signal);
      return await session.live(connection);
    } catch (error) {
      const end: SessionEnd = signal.aborted ? { kind: 'stopped' } : { kind: 'lost', error };
      session.end(end);
      return end;
    } finally {
      this.#session = undefined;
    }
  }

  async #betweenSessions(end: SessionEnd, failures: number, signal: AbortSignal): Promise<void> {
    if (end.kind === 'restart') {
      this.change({ state: 'restarting' });
      this.log('connection', 'offline to restart');
      await this.#pause(this.surroundings.settings.offlineMs, signal);
    }
    if (end.kind === 'lost') {
      this.#showProblem(end.error instanceof NoHome ? end.error.message : connectionProblem(end.error));
      await this.#pause(backOffMs(Math.max(0, failures - 1), this.surroundings.random), signal);
    }
  }

  /** Logs a problem once, however often it comes again. */
  #showProblem(problem: string): void {
    if (problem !== this.#row.problem) this.log('problem', problem);
    this.change({ state: 'reconnecting', problem });
  }

  /** Ends at once, and quietly, when the device is stopped. */
  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    await delay(ms, undefined, { signal }).catch(() => undefined);
  }
}
