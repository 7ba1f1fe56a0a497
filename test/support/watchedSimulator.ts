import {
  type DeviceRow,
  type LogLine,
  type Progress,
  type RatePoint,
  type SimulationSettings,
  defaultSimulationSettings,
} from '../../src/protocol/simulatorRun.ts';
import { type SimulatorProcess, launchSimulator } from '../../src/simulator/launch.ts';

/** A simulator process for tests, of which all is known that it tells; `await using` ends it. */
export class WatchedSimulator implements AsyncDisposable {
  readonly process: SimulatorProcess;
  readonly rows = new Map<string, DeviceRow>();
  readonly lines: LogLine[] = [];
  readonly errors: string[] = [];
  readonly rates: RatePoint[] = [];
  readonly #waiting = new Set<() => void>();

  /** @param scriptFile `dist/simulator.js`. */
  constructor(scriptFile: string) {
    this.process = launchSimulator({
      scriptFile,
      events: { progress: progress => this.#hear(progress) },
      log: line => this.errors.push(line),
    });
  }

  /** Behaves quickly, so that tests are; but stays offline long enough to be seen. */
  async configure(settings: Partial<SimulationSettings> = {}): Promise<void> {
    const quick = { intervalMs: 200, rebootDelayMs: 100, offlineMs: 1_500 };
    await this.process.ask('configure', { ...defaultSimulationSettings, ...quick, ...settings });
  }

  /** Resolves when all of them are connected. */
  async connected(...deviceIds: readonly string[]): Promise<void> {
    await this.until(() => deviceIds.every(deviceId => this.rows.get(deviceId)?.state === 'connected'));
  }

  /** Resolves as soon as what the simulator tells makes `condition` true. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.add(resolve);
      await promise;
    }
  }

  /** The texts of the log about a device. */
  logOf(deviceId: string): string[] {
    return this.lines.filter(line => line.deviceId === deviceId).map(({ text }) => text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.process.end();
  }

  #hear({ rows, lines, rates }: Progress): void {
    for (const row of rows) this.rows.set(row.deviceId, row);
    this.lines.push(...lines);
    this.rates.push(...rates);
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
