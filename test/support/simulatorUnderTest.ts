import { join } from 'node:path';
import type { SimulatedDevice } from '../../src/protocol/simulatorProcess.ts';
import {
  type DeviceRow,
  type LogLine,
  type Progress,
  type RatePoint,
  type SimulationSettings,
  defaultSimulationSettings,
} from '../../src/protocol/simulatorRun.ts';
import { type SimulatorProcess, launchSimulator } from '../../src/simulator/launch.ts';
import type { LocalHub } from './localHub.ts';
import { projectFolder } from './projectFolder.ts';

export const simulatorScript = join(projectFolder, 'dist', 'simulator.js');

/** A simulator process for tests, driven as the extension does; `await using` ends it. */
export class SimulatorUnderTest implements AsyncDisposable {
  readonly process: SimulatorProcess;
  readonly rows = new Map<string, DeviceRow>();
  readonly lines: LogLine[] = [];
  readonly errors: string[] = [];
  readonly rates: RatePoint[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor() {
    this.process = launchSimulator({
      scriptFile: simulatorScript,
      events: { progress: progress => this.#hear(progress) },
      log: line => this.errors.push(line),
    });
  }

  /** Behaves quickly, so that tests are; but stays offline long enough to be seen. */
  static async start(settings: Partial<SimulationSettings> = {}): Promise<SimulatorUnderTest> {
    const simulator = new SimulatorUnderTest();
    await simulator.configure(settings);
    return simulator;
  }

  async configure(settings: Partial<SimulationSettings>): Promise<void> {
    const quick = { intervalMs: 200, rebootDelayMs: 100, offlineMs: 1_500 };
    await this.process.ask('configure', { ...defaultSimulationSettings, ...quick, ...settings });
  }

  /** Creates devices in the hub and simulates them. Resolves when they are connected. */
  async simulate(hub: LocalHub, ...deviceIds: readonly string[]): Promise<readonly SimulatedDevice[]> {
    const devices = await Promise.all(
      deviceIds.map(async deviceId => ({ deviceId, connectionString: await hub.createDevice(deviceId) })),
    );
    await this.process.ask('add', { devices, ca: hub.ca });
    await this.until(() => deviceIds.every(deviceId => this.rows.get(deviceId)?.state === 'connected'));
    return devices;
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
